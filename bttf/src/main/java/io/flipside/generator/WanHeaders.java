package io.flipside.generator;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorCheck;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What does not fit in a Wan generator's folder, from its configurations and headers alone. */
final class WanHeaders {
    private static final String TEXT = "text.safetensors";

    private WanHeaders() {}

    /**
     * Of the three networks, and how they fit each other and the clips that they are to make.
     *
     * @param source the folder; it may be without its prompt's tokens
     */
    static List<String> problems(GeneratorSource source) {
        Path folder = source.folder();
        ReadFiles files = source.files();
        WanTransformerConfig transformer = WanTransformerConfig.of(files.config(folder.resolve("transformer")));
        WanVaeConfig vae = WanVaeConfig.of(files.config(folder.resolve("vae")));
        ClipVisionConfig tower = ClipVisionConfig.of(files.config(folder.resolve("image_encoder")));
        List<String> problems = new ArrayList<>();
        collect(problems, () -> WanFit.check(folder, transformer, vae, tower));
        collect(
                problems,
                () -> WanFit.check(source.json().origin(), GeneratorProfile.of(source.json()), vae, transformer));
        if (Files.exists(folder.resolve(TEXT))) {
            collect(problems, () -> files.weights(folder.resolve(TEXT))
                    .check(PromptEmbedding.TENSOR, new Shape(1, transformer.textLength(), transformer.textDim())));
        }
        Path small = folder.resolve(WanFolder.SMALL);
        if (Files.exists(small)) {
            collect(problems, () -> {
                Weights weights = files.weights(small);
                TinyDecoderConfig config = WanFolder.smallConfig(small, weights, vae);
                problems.addAll(
                        TensorCheck.problems(weights, p -> new TinyDecoder(p, config), Harmless::inSmallDecoder));
            });
        }
        problems.addAll(TensorCheck.problems(
                WanNames.transformer(files.weights(folder.resolve("transformer"))),
                p -> new WanTransformer(p, transformer),
                Harmless::inTransformer));
        problems.addAll(TensorCheck.problems(
                WanNames.vae(files.weights(folder.resolve("vae"))), p -> new WanVae(p, vae), Harmless::inVae));
        TensorSource towerWeights = ClipNames.huggingFace(files.weights(folder.resolve("image_encoder")));
        problems.addAll(TensorCheck.problems(
                towerWeights, p -> new ClipVision(p, tower), name -> Harmless.inTower(name, tower.layers())));
        return problems;
    }

    /** As {@link GeneratorFolder#refuseMisfit}. */
    static void refuseMisfit(Path folder, Path adapter) {
        ReadFiles files = new ReadFiles(folder);
        int layers = WanTransformerConfig.of(files.config(folder.resolve("transformer")))
                .layers();
        TensorSource base = WanNames.transformer(files.weights(folder.resolve("transformer")));
        LoraMerged.of(base, adapter.toAbsolutePath(), WanNames.layers(layers));
    }

    private static void collect(List<String> problems, Runnable check) {
        try {
            check.run();
        } catch (UserError e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }
}
