package io.flipside.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.explain.Models;
import io.flipside.explain.Rendered;
import io.flipside.file.ScratchFolder;
import io.flipside.method.Search;
import io.flipside.record.AuditKeys;
import io.flipside.store.MediaType;
import java.nio.file.Path;

/** Decodes the latent and writes the counterfactual, lossless and for people. */
final class Render extends Step<RenderInput, Rendering> {
    static final String NAME = "render";

    private final Workbench bench;

    Render(Workbench bench) {
        super(NAME, Rendering.class);
        this.bench = bench;
    }

    @Override
    Rendering run(RenderInput input, StepContext context) {
        return bench.withModels(NAME, input, loaded -> rendered(input, loaded));
    }

    private Rendering rendered(RenderInput input, LoadedModels loaded) {
        Models models = loaded.models();
        Search search = bench.search(loaded, input.request(), input.clip(), input.lastStage());
        return ScratchFolder.using(folder -> {
            try (NDManager scope = models.manager().newSubManager()) {
                NDArray clip = search.render(bench.states().load(input.state()), scope);
                double inMemory = Rendered.write(
                        clip,
                        input.clip().framesPerSecond(),
                        folder,
                        models,
                        input.request().targetClass());
                return new Rendering(
                        kept(input, folder, Rendered.EVIDENCE), kept(input, folder, Rendered.SHAREABLE), inMemory);
            }
        });
    }

    private ArtifactRef kept(RenderInput input, Path folder, String name) {
        return bench.store().put(AuditKeys.file(input.auditId(), name), folder.resolve(name), MediaType.ofName(name));
    }
}
