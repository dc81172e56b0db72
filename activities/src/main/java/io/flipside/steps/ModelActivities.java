package io.flipside.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.explain.Rendered;
import io.flipside.explain.Sha256;
import io.flipside.search.CounterfactualSearch;
import io.flipside.search.Latent;
import io.flipside.search.SearchState;
import io.flipside.store.ObjectStore;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The steps with a model. A worker runs one of them at a time. */
public final class ModelActivities implements ModelSteps, AutoCloseable {
    private static final Duration LONGEST_SILENT_WORK = Duration.ofMinutes(50);

    private final ObjectStore store;
    private final Memo memo;
    private final Workbench bench;
    private final NDManager manager = NDManager.newBaseManager();
    private final States states;
    private final StageRunner stages;
    private final Evaluator evaluator;
    private final OpenSearch search = new OpenSearch();
    private final Alive alive = new Alive(LONGEST_SILENT_WORK);

    /**
     * @param shelf the models this worker has
     * @param cache folder for files of the store
     */
    public ModelActivities(ObjectStore store, ModelShelf shelf, Path cache, InstantSource clock) {
        this.store = store;
        this.memo = new Memo(store);
        this.bench = new Workbench(store, shelf, cache);
        this.states = new States(store, manager);
        this.stages = new StageRunner(
                store, new CheckpointStore(store, manager, cache.resolve("checkpoints")), states, clock);
        this.evaluator = new Evaluator(store, bench);
    }

    /** Whether models are in memory. */
    public boolean isWarm() {
        return bench.isWarm();
    }

    @Override
    public ModelFacts admit(String auditId, AuditRequest request, ClipFacts clip) {
        return working(
                "load and check",
                () -> memo.once(
                        auditId,
                        "admit",
                        ModelFacts.class,
                        () -> Guard.refusing("models", () -> admitNow(request, clip))));
    }

    private ModelFacts admitNow(AuditRequest request, ClipFacts facts) {
        Models models = bench.models(request);
        if (!models.classifier().classes().contains(request.targetClass())) {
            throw Refusal.of(
                    "class-unknown",
                    "The classifier has no class '" + request.targetClass() + "'. Its classes are "
                            + String.join(", ", models.classifier().classes()) + ".");
        }
        Clip clip = bench.clip(facts.frames());
        Prediction before = Prediction.of(models.classifier(), clip, models.manager());
        if (before.label().equals(request.targetClass())) {
            throw Refusal.of(
                    "target-is-prediction",
                    "The classifier already calls this clip '" + before.label() + "'. Choose another target.");
        }
        Optional<Double> error = request.adapter().map(adapter -> AdapterCheck.error(models, clip));
        double limit = request.policies().adapterErrorLimit();
        error.filter(e -> !(e <= limit)).ifPresent(e -> {
            throw Refusal.of(
                    "adapter-domain",
                    "With the adapter the generator does not know this clip: flow-matching error " + e + ", limit "
                            + limit + ". Use an adapter trained on such clips, or raise policies.adapterErrorLimit.");
        });
        return new ModelFacts(
                Sha256.ofFolder(bench.classifier(request)),
                Sha256.ofFolder(bench.generator(request)),
                error,
                before.label(),
                before.probability(before.label()),
                before.probability(request.targetClass()));
    }

    @Override
    public Condition condition(String auditId, AuditRequest request, ClipFacts clip, ModelFacts models) {
        String fingerprint = Fingerprint.of(request, clip, models);
        return working(
                "encode",
                () -> memo.once(auditId, "condition", Condition.class, () -> request.parent()
                        .map(parent -> new Parents(store, memo, states).condition(parent, auditId, fingerprint))
                        .orElseGet(() -> fresh(auditId, request, clip, fingerprint))));
    }

    private Condition fresh(String auditId, AuditRequest request, ClipFacts clip, String fingerprint) {
        CounterfactualSearch opened = open(request, clip);
        SearchState start = opened.start(Latent.noise(opened.latentShape(), request.seed()));
        return new Condition(states.keep(AuditKeys.state(auditId, "start"), start), start.stage(), fingerprint);
    }

    @Override
    public StageReport invert(StageInput input) {
        return search(input);
    }

    @Override
    public StageReport search(StageInput input) {
        String step = "stage-" + input.stage();
        Optional<StageReport> known = memo.find(input.auditId(), step, StageReport.class);
        if (known.isPresent()) {
            return known.get();
        }
        CounterfactualSearch opened = working("load and encode", () -> open(input.request(), input.clip()));
        ActivityExecutionContext context = Activity.getExecutionContext();
        StageReport report = stages.run(input, opened, context::heartbeat);
        return memo.keep(input.auditId(), step, StageReport.class, report);
    }

    @Override
    public Rendering render(RenderInput input) {
        return working("decode", () -> memo.once(input.auditId(), "render", Rendering.class, () -> renderNow(input)));
    }

    private Rendering renderNow(RenderInput input) {
        AuditRequest request = input.request();
        Models models = bench.models(request);
        CounterfactualSearch opened = open(request, input.clip());
        return States.inScratch(folder -> {
            try (NDManager scope = models.manager().newSubManager()) {
                NDArray clip = opened.render(states.load(input.state()), scope);
                double inMemory =
                        Rendered.write(clip, input.clip().framesPerSecond(), folder, models, request.targetClass());
                ArtifactRef evidence = file(input.auditId(), folder, Rendered.EVIDENCE, "video/x-matroska");
                ArtifactRef shareable = file(input.auditId(), folder, Rendered.SHAREABLE, "video/mp4");
                return new Rendering(evidence, shareable, inMemory);
            }
        });
    }

    private ArtifactRef file(String auditId, Path folder, String name, String mediaType) {
        return store.put(AuditKeys.file(auditId, name), folder.resolve(name), mediaType);
    }

    @Override
    public Evaluation evaluate(EvaluateInput input) {
        return working(
                "judge",
                () -> memo.once(input.auditId(), "evaluate", Evaluation.class, () -> evaluator.evaluate(input)));
    }

    private CounterfactualSearch open(AuditRequest request, ClipFacts facts) {
        Models models = bench.models(request);
        return search.get(
                models,
                bench.clip(facts.frames()),
                facts.frames().sha256(),
                models.targetIndex(request.targetClass()),
                Plans.settings(request.search(), request.seed()));
    }

    private <T> T working(String what, Supplier<T> work) {
        return alive.during(what, Activity.getExecutionContext(), work);
    }

    @Override
    public void close() {
        alive.close();
        stages.close();
        search.close();
        bench.close();
        manager.close();
    }
}
