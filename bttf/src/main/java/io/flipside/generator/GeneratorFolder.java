package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.FileName;
import io.flipside.tensor.HeadersOnly;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.SharedPrefix;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A generator on disk: {@code transformer/}, {@code vae/} and {@code image_encoder/}, each with {@code config.json} and
 * safetensors weights, {@code text.safetensors} with the frozen prompt's tokens as {@code prompt_embeds}, and
 * {@code generator.json}. Configurations and headers are checked before any tensor is read, and every tensor of the files
 * must be one that the networks read, or is known to be harmless.
 */
public final class GeneratorFolder {
    private static final String TEXT = "text.safetensors";
    private static final String PROFILE = "generator.json";

    private final Path folder;
    private final ReadFiles files;
    private final WanTransformerConfig transformer;
    private final WanVaeConfig vae;
    private final ClipVisionConfig tower;
    private final GeneratorProfile profile;

    private GeneratorFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("generator folder " + folder + " does not exist. Give a folder with transformer/, vae/,"
                    + " image_encoder/, " + TEXT + " and " + PROFILE + ".");
        }
        this.folder = folder;
        files = new ReadFiles(folder);
        transformer = WanTransformerConfig.of(files.config(folder.resolve("transformer/config.json")));
        vae = WanVaeConfig.of(files.config(folder.resolve("vae/config.json")));
        tower = ClipVisionConfig.of(files.config(folder.resolve("image_encoder/config.json")));
        profile = GeneratorProfile.of(files.config(folder.resolve(PROFILE)));
        ForeignFiles.refuse(folder);
        GeneratorFit.check(folder, transformer, vae, tower);
        profile.check(folder.resolve(PROFILE).toString(), vae, transformer);
    }

    /**
     * Loads a generator.
     *
     * @param adapter LoRA file to merge into the transformer
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static WanGenerator open(Path folder, Optional<Path> adapter, NDManager manager) {
        return load(folder, adapter, manager).generator();
    }

    /** As above, with what was read. What fails leaves nothing behind in {@code manager}. */
    public static LoadedGenerator load(Path folder, Optional<Path> adapter, NDManager manager) {
        NDManager weights = manager.newSubManager();
        boolean loaded = false;
        try {
            LoadedGenerator generator = new GeneratorFolder(folder).read(adapter, weights);
            loaded = true;
            return generator;
        } finally {
            if (!loaded) {
                weights.close();
            }
        }
    }

    private LoadedGenerator read(Optional<Path> adapter, NDManager manager) {
        TensorSource base = WanNames.transformer(files.weights(folder.resolve("transformer")));
        Optional<ReadFiles> beside = adapter.map(path -> new ReadFiles(FileName.folderOf(path)));
        TensorSource merged = adapter.<TensorSource>map(
                        path -> LoraMerged.of(base, path.toAbsolutePath(), transformer.layers(), beside.orElseThrow()))
                .orElse(base);
        TensorSource vaeWeights = WanNames.vae(files.weights(folder.resolve("vae")));
        TensorSource towerWeights = SharedPrefix.without(
                files.weights(folder.resolve("image_encoder")), List.of("embeddings.class_embedding"));
        Weights text = text();
        try (NDManager scope = manager.newSubManager()) {
            Networks headers = networks(
                    new HeadersOnly(merged, scope),
                    new HeadersOnly(vaeWeights, scope),
                    new HeadersOnly(towerWeights, scope),
                    scope);
            headers.refuseUnread(folder, tower.layers());
        }
        Networks networks = networks(merged, vaeWeights, towerWeights, manager);
        NDArray prompt = text.read(PromptEmbedding.TENSOR, textShape(), manager);
        return new LoadedGenerator(
                new WanGenerator(networks.vae(), networks.transformer(), networks.tower()::tokens, prompt),
                profile,
                files.sha256(),
                beside.map(ReadFiles::sha256).orElse(Map.of()));
    }

    private record Networks(
            WanTransformer transformer,
            WanVae vae,
            ClipVision tower,
            Parameters ofTransformer,
            Parameters ofVae,
            Parameters ofTower) {

        void refuseUnread(Path folder, int towerLayers) {
            ofTransformer.refuseUnread("the weights of " + folder.resolve("transformer"), Harmless::inTransformer);
            ofVae.refuseUnread("the weights of " + folder.resolve("vae"), Harmless::inVae);
            ofTower.refuseUnread(
                    "the weights of " + folder.resolve("image_encoder"), name -> Harmless.inTower(name, towerLayers));
        }
    }

    private Networks networks(
            TensorSource transformerWeights, TensorSource vaeWeights, TensorSource towerWeights, NDManager manager) {
        Parameters ofTransformer = new Parameters(manager, transformerWeights);
        Parameters ofVae = new Parameters(manager, vaeWeights);
        Parameters ofTower = new Parameters(manager, towerWeights);
        return new Networks(
                new WanTransformer(ofTransformer, transformer),
                new WanVae(ofVae, vae),
                new ClipVision(ofTower, tower),
                ofTransformer,
                ofVae,
                ofTower);
    }

    private Shape textShape() {
        return new Shape(1, transformer.textLength(), transformer.textDim());
    }

    // before the large files: it is small, and often the one that is wrong
    private Weights text() {
        Weights text = files.weights(folder.resolve(TEXT));
        if (text.has(PromptEmbedding.TENSOR) && text.names().size() > 1) {
            throw new UserError(
                    TEXT + " of " + folder + " must hold '" + PromptEmbedding.TENSOR + "' and nothing else.");
        }
        text.check(PromptEmbedding.TENSOR, textShape());
        return text;
    }
}
