package io.flipside.library;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a folder of weights, or a single file of them, is: by names, small configurations and headers. */
public final class Recognition {
    private static final String KNOWN = " Known are: the diffusers folder of a Wan2.1 image-to-video model"
            + " (model_index.json), its original repository (config.json and diffusion_pytorch_model*.safetensors),"
            + " single files as for ComfyUI, a classifier folder (config.json with classes), a LoRA adapter"
            + " (safetensors, with adapter_config.json or alone), the public weights of a metric's network (LPIPS with"
            + " AlexNet, FID's Inception-V3, I3D), and Flipside's own generator folders (generator.json).";

    private Recognition() {}

    /**
     * Recognises it.
     *
     * @param path a folder, or a safetensors file
     * @param given parts that lie elsewhere, or are one of several
     * @throws UserError saying what it is instead, and what would be right
     */
    public static ModelFolder of(Path path, GivenParts given) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return given.over(folder(absolute, given));
        } else if (!Files.isRegularFile(absolute)) {
            throw new UserError("There is no folder or file " + path + ". Check the path.");
        }
        Unreadable.refuse(absolute);
        List<Path> one = List.of(absolute);
        return given.over(MetricLayout.of(new Listing(absolute, one), one)
                .or(() -> LooseFiles.of(absolute, one, given))
                .orElseThrow(() -> unknown(absolute)));
    }

    private static ModelFolder folder(Path folder, GivenParts given) {
        Listing listing = Listing.of(folder);
        WanFamily.refuseTwoExperts(listing);
        if (listing.has("generator.json")) {
            return PipelineLayout.own(listing);
        } else if (listing.has("model_index.json")) {
            WanFamily.refusePipeline(JsonConfig.read(folder.resolve("model_index.json")));
            return PipelineLayout.published(listing);
        } else if (listing.has("transformer/config.json")) {
            return PipelineLayout.published(listing);
        } else if (listing.has("adapter_config.json")) {
            return AdapterLayout.of(listing);
        }
        return configured(listing, given)
                .or(() -> MetricLayout.of(listing, listing.ending(WeightChoice.WEIGHTS)))
                .or(() -> LooseFiles.of(folder, LooseFiles.candidates(listing), given))
                .orElseThrow(() -> {
                    Unreadable.refuseUnfinished(listing);
                    Unreadable.refuse(listing);
                    return unknown(folder);
                });
    }

    // a config.json of its own says what lies beside it
    private static Optional<ModelFolder> configured(Listing listing, GivenParts given) {
        if (!listing.has("config.json")) {
            return Optional.empty();
        }
        JsonConfig config = JsonConfig.read(listing.folder().resolve("config.json"));
        if (config.has("classes")) {
            return Optional.of(ClassifierLayout.of(listing, config));
        } else if (OriginalLayout.isConfig(config)) {
            return Optional.of(OriginalLayout.of(listing, config, given));
        } else if (config.text("_class_name", "").equals("WanTransformer3DModel")) {
            throw new UserError("folder " + listing.folder() + " is the transformer of a diffusers folder. Give the"
                    + " folder above it, with vae and image_encoder.");
        }
        return Optional.empty();
    }

    private static UserError unknown(Path path) {
        return new UserError(path + " holds no model that is known here." + KNOWN);
    }
}
