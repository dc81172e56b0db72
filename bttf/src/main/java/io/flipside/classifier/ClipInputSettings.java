package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.Choices;
import io.flipside.tensor.JsonConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads {@link ClipInput} from {@code config.json}, under the names that libraries of video models use. */
final class ClipInputSettings {
    private static final String INPUT = "input";
    private static final Choices<Boolean> FORMATS =
            new Choices<>("input_format", Map.of("NCTHW", false, "NTCHW", true));

    private ClipInputSettings() {}

    /** @throws UserError naming a field that is missing or does not fit */
    static ClipInput of(JsonConfig json) {
        return new ClipInput(sampling(json.object("sampling")), preprocessing(json), FORMATS.of(json, "NCTHW"));
    }

    private static FrameSampling sampling(JsonConfig json) {
        List<String> forms = List.of("frames", "count", "num_samples", "clip_len").stream()
                .filter(json::has)
                .toList();
        // a list with a count beside it was taken before there were others
        if (forms.size() > 1 && !forms.equals(List.of("frames", "count"))) {
            throw new UserError("config " + json.origin() + " has both " + forms.get(0) + " and " + forms.get(1)
                    + ". Give one: frames, count and stride, num_samples, or clip_len and frame_interval.");
        } else if (json.has("frames")) {
            return new FrameSampling.Listed(json.integers("frames"));
        } else if (json.has("num_samples")) {
            return new FrameSampling.Uniform(json.integer("num_samples", 1, FrameSampling.MOST));
        } else if (json.has("clip_len")) {
            return new FrameSampling.Centred(
                    json.integer("clip_len", 1, FrameSampling.MOST),
                    json.integer("frame_interval", 1, FrameSampling.MOST, 1));
        }
        return strides(json);
    }

    // the last frame of every stride, as the paper's stride of 2 takes 1, 3, 5, ...
    private static FrameSampling strides(JsonConfig json) {
        int count = json.integer("count");
        int stride = json.integer("stride");
        if (count < 1 || count > FrameSampling.MOST || stride < 1 || stride > FrameSampling.MOST) {
            throw new UserError("config " + json.origin() + ": count and stride must each be from 1 to "
                    + FrameSampling.MOST + ".");
        }
        return new FrameSampling.Listed(IntStream.range(0, count)
                .map(i -> stride * i + stride - 1)
                .boxed()
                .toList());
    }

    private static Preprocessing preprocessing(JsonConfig json) {
        for (String whole : List.of(TorchvisionTransforms.FIELD, PreprocessorConfig.FIELD)) {
            if (json.has(whole)) {
                for (String other :
                        List.of(TorchvisionTransforms.FIELD, PreprocessorConfig.FIELD, INPUT, "mean", "std")) {
                    if (!other.equals(whole) && json.has(other)) {
                        throw new UserError("config " + json.origin() + " has both " + whole + " and " + other
                                + ". Take one away: each says what becomes of the pixels.");
                    }
                }
                JsonConfig settings = json.object(whole);
                return whole.equals(PreprocessorConfig.FIELD)
                        ? PreprocessorConfig.of(settings)
                        : TorchvisionTransforms.of(settings);
            }
        }
        return values(json);
    }

    private static Preprocessing values(JsonConfig json) {
        return new Choices<Supplier<Preprocessing>>(
                        INPUT,
                        Map.of(
                                "normalised",
                                () -> Preprocessing.ofImageNetUnless(numbers(json, "mean"), numbers(json, "std")),
                                "unit",
                                () -> Preprocessing.UNIT,
                                "signed",
                                () -> Preprocessing.SIGNED,
                                "levels",
                                () -> Preprocessing.LEVELS))
                .of(json, "normalised")
                .get();
    }

    private static Optional<List<Double>> numbers(JsonConfig json, String field) {
        return json.has(field) ? Optional.of(json.numbers(field)) : Optional.empty();
    }
}
