package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A generator on disk: {@code transformer/}, {@code vae/} and {@code image_encoder/}, each with {@code config.json} and
 * safetensors weights, and {@code text.safetensors} with the frozen prompt's tokens as {@code prompt_embeds}.
 */
public final class GeneratorFolder {
    private GeneratorFolder() {}

    /**
     * Loads a generator.
     *
     * @param adapter LoRA file to merge into the transformer
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static WanGenerator open(Path folder, Optional<Path> adapter, NDManager manager) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("generator folder " + folder + " does not exist. Give a folder with transformer/, vae/,"
                    + " image_encoder/ and text.safetensors.");
        }
        Path transformerFolder = folder.resolve("transformer");
        Path vaeFolder = folder.resolve("vae");
        Path towerFolder = folder.resolve("image_encoder");
        WanTransformerConfig config = WanTransformerConfig.of(JsonConfig.read(transformerFolder));
        TensorSource base = WanNames.transformer(Weights.open(transformerFolder));
        TensorSource merged = adapter.<TensorSource>map(path -> LoraMerged.of(base, path, config.layers()))
                .orElse(base);
        WanTransformer transformer = new WanTransformer(new Parameters(manager, merged), config);
        WanVae vae = new WanVae(
                new Parameters(manager, WanNames.vae(Weights.open(vaeFolder))),
                WanVaeConfig.of(JsonConfig.read(vaeFolder)));
        ClipVision tower = new ClipVision(
                new Parameters(manager, Weights.open(towerFolder)), ClipVisionConfig.of(JsonConfig.read(towerFolder)));
        NDArray text = Weights.open(folder.resolve("text.safetensors"))
                .read(PromptEmbedding.TENSOR, new Shape(1, config.textLength(), config.textDim()), manager);
        return new WanGenerator(vae, transformer, tower::tokens, text);
    }
}
