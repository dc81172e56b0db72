package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.Choices;
import io.flipside.tensor.JsonConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What torchvision's {@code VideoClassification} transforms do, under its names: {@code resize_size}, {@code crop_size},
 * {@code mean} and {@code std} in 0 to 1, {@code interpolation}, {@code antialias}.
 */
final class TorchvisionTransforms {
    static final String FIELD = "transforms";
    private static final Set<String> FIELDS =
            Set.of("resize_size", "crop_size", "mean", "std", "interpolation", "antialias");
    private static final Choices<Boolean> INTERPOLATIONS = new Choices<>("interpolation", Map.of("bilinear", true));

    private TorchvisionTransforms() {}

    /** @throws UserError naming a field that is missing, does not fit or is not supported */
    static Preprocessing of(JsonConfig json) {
        FrameSizes.refuseOthers(json, FIELDS);
        INTERPOLATIONS.of(json, "bilinear");
        FrameFit fit = new FrameFit(
                json.has("resize_size") ? Optional.of(FrameSizes.resize(json, "resize_size")) : Optional.empty(),
                // torchvision says so for all its video models
                json.flag("antialias", false),
                json.has("crop_size") ? Optional.of(FrameSizes.crop(json, "crop_size", true)) : Optional.empty());
        return new Preprocessing(fit, levels(json, "mean"), levels(json, "std"));
    }

    private static List<Double> levels(JsonConfig json, String field) {
        List<Double> values = json.numbers(field);
        double least = field.equals("std") ? Double.MIN_NORMAL : 0;
        if (values.size() != 3 || values.stream().anyMatch(value -> !(value >= least && value <= 1))) {
            throw new UserError("config " + json.origin() + ": " + field + " must be three numbers "
                    + (least > 0 ? "above 0, at most 1" : "from 0 to 1") + ", for red, green and blue.");
        }
        return Stream.of(0, 1, 2).map(c -> 255 * values.get(c)).toList();
    }
}
