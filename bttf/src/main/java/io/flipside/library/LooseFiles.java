package io.flipside.library;

import io.flipside.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks as one file each, told apart by the names in their headers: as ComfyUI keeps them, or in one folder. */
final class LooseFiles {
    private static final List<String> FOLDERS = List.of(
            "diffusion_models",
            "unet",
            "vae",
            "clip_vision",
            "text_encoders",
            "clip",
            "split_files/diffusion_models",
            "split_files/vae",
            "split_files/clip_vision",
            "split_files/text_encoders");

    private LooseFiles() {}

    /** Safetensors files of a folder and of those below it that ComfyUI has. */
    static List<Path> candidates(Listing listing) {
        List<Path> files = new ArrayList<>(listing.ending(WeightChoice.WEIGHTS));
        for (String name : FOLDERS) {
            Listing inside = Listing.of(listing.folder().resolve(name));
            Unreadable.refuseUnfinished(inside);
            WanFamily.refuseTwoExperts(inside);
            List<Path> weights = inside.ending(WeightChoice.WEIGHTS);
            if (weights.isEmpty()) {
                Unreadable.refuse(inside);
            }
            files.addAll(weights);
        }
        return files;
    }

    /** What single files are together: a generator if one is its transformer, else an adapter if it is the only one. */
    static Optional<ModelFolder> of(Path origin, List<Path> files, GivenParts given) {
        Map<PartKind, Part> parts = given.copy();
        addTo(parts, files, given);
        // ComfyUI keeps such decoders apart, with those of other models
        if (!parts.containsKey(PartKind.SMALL_DECODER)) {
            PipelineLayout.smallDecoder(origin.resolve("vae_approx"))
                    .ifPresent(part -> parts.put(PartKind.SMALL_DECODER, part));
        }
        if (parts.containsKey(PartKind.TRANSFORMER)) {
            parts.remove(PartKind.ADAPTER);
            PipelineLayout.tokenizer(origin.resolve("tokenizer"))
                    .or(() -> PipelineLayout.tokenizer(origin))
                    .ifPresent(part -> parts.put(PartKind.TOKENIZER, part));
            return Optional.of(new ModelFolder.Generator(Layout.SINGLE_FILES, parts, List.of(), Optional.empty()));
        } else if (parts.containsKey(PartKind.ADAPTER)) {
            return Optional.of(new ModelFolder.Adapter(parts.get(PartKind.ADAPTER)));
        }
        refuseAlone(parts);
        return Optional.empty();
    }

    private static void refuseAlone(Map<PartKind, Part> parts) {
        Optional.ofNullable(parts.get(PartKind.SMALL_DECODER)).ifPresent(part -> {
            Path file = part.files().get(0);
            throw new UserError("file " + file + " is a small decoder: it stands in for a generator's VAE in gradients,"
                    + " and is no model by itself. Add it with its generator: flipside models add NAME GENERATOR"
                    + " --part " + PartKind.SMALL_DECODER.id() + "=" + file + ".");
        });
    }

    /** Adds each file by its role; those of no role, and of a part that is given, are left alone. */
    static void addTo(Map<PartKind, Part> parts, List<Path> files, GivenParts given) {
        for (Path file : files) {
            WeightRole.of(file).filter(role -> !given.has(role)).ifPresent(role -> add(parts, kind(role, file), file));
        }
    }

    private static void add(Map<PartKind, Part> parts, PartKind kind, Path file) {
        Part other = parts.put(kind, Part.of(kind, List.of(file)));
        if (other != null) {
            throw new UserError("there are two files for the part " + kind.id() + ": "
                    + other.files().get(0) + " and " + file + ". Say which one with --part " + kind.id() + "=FILE.");
        }
    }

    private static PartKind kind(WeightRole role, Path file) {
        return switch (role) {
            case ADAPTER -> PartKind.ADAPTER;
            case TRANSFORMER -> PartKind.TRANSFORMER;
            case SMALL_DECODER -> PartKind.SMALL_DECODER;
            case VAE -> PartKind.VAE;
            case IMAGE_ENCODER, OPEN_CLIP -> PartKind.IMAGE_ENCODER;
            case TEXT_ENCODER -> PartKind.TEXT_ENCODER;
            case TEXT -> PartKind.TEXT;
            case CLASSIFIER ->
                throw new UserError("file " + file + " is a Video Swin without its folder. Put it beside"
                        + " a config.json with classes and sampling (docs/models.md).");
        };
    }
}
