package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an image processor of transformers does, by its {@code preprocessor_config.json}: {@code do_resize}, {@code size},
 * {@code resample}, {@code do_center_crop}, {@code crop_size}, {@code do_rescale}, {@code rescale_factor}, {@code
 * offset}, {@code do_normalize}, {@code image_mean}, {@code image_std}. Frames that are resized are smoothed, as PIL
 * does.
 */
final class PreprocessorConfig {
    static final String FIELD = "preprocessor_config";
    private static final int PIL_BILINEAR = 2;
    private static final Set<String> STEPS =
            Set.of("do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb");

    private PreprocessorConfig() {}

    /** @throws UserError naming a field that is missing, does not fit or is not supported */
    static Preprocessing of(JsonConfig json) {
        for (String field : json.root().keySet()) {
            if (field.startsWith("do_") && !STEPS.contains(field) && json.flag(field, false)) {
                throw new UserError("config " + json.origin() + ": the step '" + Printable.of(field)
                        + "' is not supported. Make it part of the program that you export, and set it to false.");
            }
        }
        return new Preprocessing(
                new FrameFit(resize(json), true, crop(json)), values(json, "image_mean"), values(json, "image_std"));
    }

    private static Optional<FrameFit.Resize> resize(JsonConfig json) {
        if (!json.flag("do_resize", true)) {
            return Optional.empty();
        }
        int resample = json.integer("resample", PIL_BILINEAR);
        if (resample != PIL_BILINEAR) {
            throw new UserError("config " + json.origin() + ": resample is " + resample + ". It must be " + PIL_BILINEAR
                    + ", which is bilinear; other ways of resizing are not supported.");
        }
        return Optional.of(FrameSizes.resize(json, "size"));
    }

    private static Optional<FrameFit.Crop> crop(JsonConfig json) {
        return json.flag("do_center_crop", true)
                ? Optional.of(FrameSizes.crop(json, "crop_size", false))
                : Optional.empty();
    }

    // (factor p - offset - mean) / std is (p - (offset + mean) / factor) / (std / factor)
    private static List<Double> values(JsonConfig json, String field) {
        boolean isMean = field.equals("image_mean");
        boolean rescales = json.flag("do_rescale", true);
        double factor = rescales ? json.number("rescale_factor", 1 / 255.0) : 1;
        boolean shifts =
                json.flag("offset", json.text("image_processor_type", "").startsWith("Vivit"));
        if (shifts && !rescales) {
            throw new UserError("config " + json.origin() + ": offset needs do_rescale. Set it to true.");
        }
        List<Double> given = json.flag("do_normalize", true)
                ? json.numbers(field)
                : isMean ? List.of(0.0, 0.0, 0.0) : List.of(1.0, 1.0, 1.0);
        double offset = isMean && shifts ? 1 : 0;
        List<Double> levels =
                given.stream().map(value -> (offset + value) / factor).toList();
        if (levels.size() != 3
                || Stream.of(0, 1, 2).map(levels::get).anyMatch(v -> !(v <= 255 && (isMean ? v >= 0 : v > 0)))) {
            throw new UserError("config " + json.origin() + ": " + field + " and rescale_factor do not fit: "
                    + "(p x rescale_factor - mean) / std of three channels p from 0 to 255 needs a mean that is one of"
                    + " its values, and a std above 0 and no wider than they are.");
        }
        return levels;
    }
}
