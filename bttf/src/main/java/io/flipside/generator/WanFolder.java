package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.FileName;
import io.flipside.tensor.HeadersOnly;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A Wan generator on disk: {@code transformer/}, {@code vae/} and {@code image_encoder/}, each with {@code config.json}
 * and safetensors weights, and {@code text.safetensors} with the frozen prompt's tokens as {@code prompt_embeds}. There may
 * be {@code taew2_1.safetensors}, a {@link TinyDecoder}. Every
 * tensor of the files must be one that the networks read, or is known to be harmless.
 */
final class WanFolder {
    private static final String TEXT = "text.safetensors";

    static final String SMALL = "taew2_1.safetensors";
    static final String SMALL_DECODER = "small decoder";

    private final Path folder;
    private final ReadFiles files;
    private final GeneratorSettings settings;
    private final WanTransformerConfig transformer;
    private final WanVaeConfig vae;
    private final ClipVisionConfig tower;
    private final GeneratorProfile profile;

    private WanFolder(GeneratorSource source) {
        folder = source.folder();
        files = source.files();
        settings = source.settings();
        transformer = WanTransformerConfig.of(files.config(folder.resolve("transformer/config.json")));
        vae = WanVaeConfig.of(files.config(folder.resolve("vae/config.json")));
        tower = ClipVisionConfig.of(files.config(folder.resolve("image_encoder/config.json")));
        profile = GeneratorProfile.of(source.json());
        ForeignFiles.refuse(folder);
        WanFit.check(folder, transformer, vae, tower);
        WanFit.check(source.json().origin(), profile, vae, transformer);
    }

    /** Reads one, as {@link GeneratorArchitecture#load} says. */
    static LoadedGenerator load(GeneratorSource source, Optional<Path> adapter, NDManager manager) {
        return new WanFolder(source).read(adapter, manager);
    }

    /** As {@link GeneratorArchitecture#costs} says. */
    static GeneratorCosts costs(GeneratorSource source) {
        WanFolder wan = new WanFolder(source);
        Map<String, Weights> weights = new LinkedHashMap<>();
        for (String network : List.of("transformer", "vae", "image_encoder")) {
            weights.put(network, wan.files.weights(wan.folder.resolve(network)));
        }
        WanCosts costs = new WanCosts(wan.transformer, wan.vae, wan.tower, wan.profile);
        Optional<Weights> small = wan.smallFiles();
        small.ifPresent(files -> weights.put(SMALL_DECODER, files));
        return costs.of(
                weights,
                source.settings(),
                latent -> small.map(files ->
                        smallConfig(wan.folder.resolve(SMALL), files, wan.vae).cost(latent)));
    }

    private Optional<Weights> smallFiles() {
        Path file = folder.resolve(SMALL);
        return Files.exists(file) ? Optional.of(files.weights(file)) : Optional.empty();
    }

    /** @throws UserError if it is none, or not one for this VAE */
    static TinyDecoderConfig smallConfig(Path file, TensorSource weights, WanVaeConfig vae) {
        TinyDecoderConfig config = TinyDecoderConfig.of(weights);
        if (config.latentChannels() != vae.latentChannels() || vae.temporalStride() != 4 || vae.spatialStride() != 8) {
            throw new UserError(file + " reads latents of " + config.latentChannels()
                    + " channels, a fourth of the frames and an eighth of the sides; the VAE beside it has "
                    + vae.latentChannels() + ", 1/" + vae.temporalStride() + " and 1/" + vae.spatialStride()
                    + ". Take it away, or put the VAE there that it is for.");
        }
        return config;
    }

    private TinyDecoder small(Weights weights, NDManager manager) {
        Path file = folder.resolve(SMALL);
        Parameters parameters = new Parameters(manager, weights);
        TinyDecoder decoder = new TinyDecoder(parameters, smallConfig(file, weights, vae));
        parameters.refuseUnread("the weights of " + file, Harmless::inSmallDecoder);
        return decoder;
    }

    /** As {@link WanAdaptation#open} says. */
    static WanAdaptation open(GeneratorSource source, UnaryOperator<TensorSource> layers, NDManager manager) {
        WanFolder wan = new WanFolder(source);
        return new WanAdaptation(wan.read(layers, manager), wan.profile, wan.files.sha256());
    }

    private LoadedGenerator read(Optional<Path> adapter, NDManager manager) {
        Optional<ReadFiles> beside = adapter.map(path -> new ReadFiles(FileName.folderOf(path)));
        WanGenerator generator = read(
                base -> adapter.<TensorSource>map(path -> LoraMerged.of(
                                base,
                                path.toAbsolutePath(),
                                WanNames.layers(transformer.layers()),
                                beside.orElseThrow()))
                        .orElse(base),
                manager);
        return new LoadedGenerator(
                generator,
                profile,
                files.sha256(),
                beside.map(ReadFiles::sha256).orElse(Map.of()));
    }

    private WanGenerator read(UnaryOperator<TensorSource> layers, NDManager manager) {
        TensorSource merged = layers.apply(WanNames.transformer(files.weights(folder.resolve("transformer"))));
        Weights vaeFiles = files.weights(folder.resolve("vae"));
        TensorSource vaeWeights = WanNames.vae(vaeFiles);
        Weights towerFiles = files.weights(folder.resolve("image_encoder"));
        TensorSource towerWeights = ClipNames.huggingFace(towerFiles);
        Weights text = text();
        Optional<TinyDecoder> small = smallFiles().map(weights -> small(weights, manager));
        try (NDManager scope = manager.newSubManager()) {
            Networks headers = networks(
                    new HeadersOnly(merged, scope),
                    new HeadersOnly(vaeWeights, scope),
                    new HeadersOnly(towerWeights, scope),
                    GeneratorSettings.of(settings.holding()),
                    settings.holding(),
                    settings.holding(),
                    scope);
            headers.refuseUnread(folder, tower.layers());
        }
        Networks networks = networks(
                merged,
                vaeWeights,
                towerWeights,
                settings,
                settings.holding().inLayers(vaeFiles.storedBytes()),
                settings.holding().onceASearch(towerFiles.storedBytes()),
                manager);
        NDArray prompt = text.read(PromptEmbedding.TENSOR, textShape(), manager);
        return new WanGenerator(networks.vae(), networks.transformer(), networks.tower()::tokens, prompt, small);
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
            TensorSource transformerWeights,
            TensorSource vaeWeights,
            TensorSource towerWeights,
            GeneratorSettings kept,
            Holding ofVaeWeights,
            Holding ofTowerWeights,
            NDManager manager) {
        NetworkPrecision precision = kept.precision();
        Parameters ofTransformer = new Parameters(manager, transformerWeights, kept.holding(), precision.transformer());
        Parameters ofVae = new Parameters(manager, vaeWeights, ofVaeWeights, precision.vae());
        Parameters ofTower = new Parameters(manager, towerWeights, ofTowerWeights);
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
