package io.flipside.library;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members of the Wan family that look like image-to-video of Wan2.1 and are not. */
final class WanFamily {
    private static final String RIGHT = " Flipside runs Wan2.1 image-to-video: I2V-14B-480P, I2V-14B-720P,"
            + " Fun-1.3B-InP, or what was trained from them.";
    private static final String TEXT_TO_VIDEO = "Wan text-to-video: it does not see the first frame";
    private static final String VACE = "Wan VACE, which edits clips by masks and references";
    private static final String LAST_FRAME = "Wan with first and last frame";
    private static final Map<String, String> PIPELINES = Map.of(
            "WanPipeline",
            TEXT_TO_VIDEO,
            "WanVACEPipeline",
            VACE,
            "WanVideoToVideoPipeline",
            "Wan video-to-video",
            "WanAnimatePipeline",
            "Wan Animate");
    private static final Map<String, String> TYPES = Map.of(
            "t2v",
            TEXT_TO_VIDEO,
            "flf2v",
            LAST_FRAME,
            "vace",
            VACE,
            "ti2v",
            "Wan2.2-TI2V-5B, whose VAE is another",
            "s2v",
            "Wan speech-to-video",
            "animate",
            "Wan Animate");
    private static final int CHANNELS_OF_TEXT_TO_VIDEO = 16;
    private static final int CHANNELS_OF_IMAGE_TO_VIDEO = 36;

    private WanFamily() {}

    /** @throws UserError if the folder has two transformers */
    static void refuseTwoExperts(Listing listing) {
        for (String second : new String[] {"transformer_2", "high_noise_model", "low_noise_model"}) {
            if (listing.has(second)) {
                throw new UserError("folder " + listing.folder() + " is Wan2.2 with two transformers that share the"
                        + " noise levels (" + second + ")." + RIGHT);
            }
        }
        listing.ending(WeightChoice.WEIGHTS).stream()
                .filter(file -> String.valueOf(file.getFileName())
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(high|low)_?-?noise.*"))
                .findFirst()
                .ifPresent(file -> refuse(file, "one of the two transformers of Wan2.2, which share the noise levels"));
    }

    /** @throws UserError if {@code model_index.json} is of another pipeline */
    static void refusePipeline(JsonConfig index) {
        String name = index.text("_class_name", "");
        if (secondTransformer(index)) {
            throw new UserError("folder of " + index.origin()
                    + " is Wan2.2 with two transformers that share the noise levels (transformer_2)." + RIGHT);
        } else if (PIPELINES.containsKey(name)) {
            refuse(Path.of(index.origin()), PIPELINES.get(name));
        } else if (!name.equals("WanImageToVideoPipeline")) {
            refuse(Path.of(index.origin()), "a " + (name.isEmpty() ? "pipeline without a name" : name));
        }
    }

    // [null, null] where there is none
    private static boolean secondTransformer(JsonConfig index) {
        return index.has("transformer_2")
                && index.root().get("transformer_2").isJsonArray()
                && index.root().getAsJsonArray("transformer_2").asList().stream()
                        .anyMatch(e -> !e.isJsonNull());
    }

    /** @throws UserError if a transformer's configuration is of another member */
    static void refuseConfig(JsonConfig config) {
        Path origin = Path.of(config.origin());
        String type = config.text("model_type", "i2v");
        String name = config.text("_class_name", "");
        if (TYPES.containsKey(type)) {
            refuse(origin, TYPES.get(type));
        } else if (name.contains("VACE")) {
            refuse(origin, VACE);
        } else if (config.has("pos_embed_seq_len")) {
            refuse(origin, LAST_FRAME);
        }
    }

    /**
     * Looks at names and shapes, which no configuration contradicts.
     *
     * @param transformer under whichever names
     * @throws UserError if they are of another member
     */
    static void refuseTensors(Path origin, TensorSource transformer) {
        Set<String> names = transformer.names();
        boolean image = any(names, "img_emb.", "image_embedder.");
        long channels = names.stream()
                .filter(name -> name.endsWith("patch_embedding.weight"))
                .flatMap(name -> transformer.shape(name).stream())
                .filter(shape -> shape.dimension() > 1)
                .mapToLong(WanFamily::inputs)
                .findFirst()
                .orElse(0);
        if (any(names, "vace_blocks.", "vace_patch_embedding")) {
            refuse(origin, VACE);
        } else if (any(names, "img_emb.emb_pos", "image_embedder.pos_embed")) {
            refuse(origin, LAST_FRAME);
        } else if (any(names, "ref_conv", "control_adapter")) {
            refuse(origin, "Wan Fun Control, which wants a control video");
        } else if (!image && channels == CHANNELS_OF_TEXT_TO_VIDEO) {
            refuse(origin, TEXT_TO_VIDEO);
        } else if (!image && channels == CHANNELS_OF_IMAGE_TO_VIDEO) {
            refuse(origin, "one of the two transformers of Wan2.2 image-to-video, which has no image encoder");
        } else if (!image) {
            refuse(origin, "a Wan transformer without image inputs, of " + channels + " input channels");
        }
    }

    private static long inputs(Shape weight) {
        return weight.get(1);
    }

    private static boolean any(Set<String> names, String... parts) {
        return names.stream().anyMatch(name -> {
            for (String part : parts) {
                if (name.contains(part)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static void refuse(Path origin, String what) {
        throw new UserError(origin + " is of " + what + "." + RIGHT);
    }

    /** What a pipeline's scheduler shifts the noise levels by, if it says. */
    static Optional<Double> shift(JsonConfig scheduler) {
        for (String field : new String[] {"flow_shift", "shift"}) {
            if (scheduler.has(field)) {
                return Optional.of(scheduler.number(field));
            }
        }
        return Optional.empty();
    }
}
