package io.flipside.domain;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the domain of a generator ends, by what was measured on clips of its domain that it was not trained on.
 *
 * @param reconstructionError largest, 0 to 1
 * @param firstFrameSsim smallest SSIM of a reconstruction's first frame
 * @param flowError largest
 * @param leastMotion smallest motion: a still picture is easier than any clip of the domain
 * @param anchoredSsim smallest SSIM of a counterfactual's first frame with the clip's
 */
public record DomainLimits(
        double reconstructionError, double firstFrameSsim, double flowError, double leastMotion, double anchoredSsim) {
    /** File in the generator's folder. */
    public static final String FILE = "domain.json";

    /** Smallest SSIM of first frames for generators without limits of their own. */
    public static final double ANCHORED_BY_DEFAULT = 0.7;

    /**
     * The limits of a generator, if its folder has any.
     *
     * @throws UserError naming the field that is missing or no limit
     */
    public static Optional<DomainLimits> find(Path generator) {
        Path file = generator.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonConfig limits = JsonConfig.read(file).object("limits");
        return Optional.of(new DomainLimits(
                number(limits, "reconstructionError"),
                number(limits, "firstFrameSsim"),
                number(limits, "flowError"),
                number(limits, "leastMotion"),
                number(limits, "anchoredSsim")));
    }

    /** The limits by name, in their order. */
    public Map<String, Double> byName() {
        Map<String, Double> limits = new LinkedHashMap<>();
        limits.put("reconstructionError", reconstructionError);
        limits.put("firstFrameSsim", firstFrameSsim);
        limits.put("flowError", flowError);
        limits.put("leastMotion", leastMotion);
        limits.put("anchoredSsim", anchoredSsim);
        return limits;
    }

    /** The same with another largest flow-matching error. */
    public DomainLimits withFlowError(double most) {
        return new DomainLimits(reconstructionError, firstFrameSsim, most, leastMotion, anchoredSsim);
    }

    /** What of a clip lies outside, in words, each with its limit; nothing if the clip is of the domain. */
    public List<String> outside(ClipFit fit) {
        List<String> outside = new ArrayList<>();
        // a figure that is not a number holds no limit
        if (!(fit.reconstructionError() <= reconstructionError)) {
            outside.add(
                    said("reconstruction error %.4f (at most %.4f)", fit.reconstructionError(), reconstructionError));
        }
        if (!(fit.firstFrameSsim() >= firstFrameSsim)) {
            outside.add(said("SSIM of the first frame %.3f (at least %.3f)", fit.firstFrameSsim(), firstFrameSsim));
        }
        if (!(fit.flowError() <= flowError)) {
            outside.add(said("flow-matching error %.3f (at most %.3f)", fit.flowError(), flowError));
        }
        if (!(fit.motion() >= leastMotion)) {
            outside.add(said("motion %.5f (at least %.5f)", fit.motion(), leastMotion));
        }
        return outside;
    }

    private static String said(String words, double value, double limit) {
        return String.format(Locale.ROOT, words, value, limit);
    }

    private static double number(JsonConfig limits, String field) {
        double value = limits.number(field);
        if (!Double.isFinite(value)) {
            throw new UserError("config " + limits.origin() + ": field '" + field + "' must be a finite number, is "
                    + value + ". Write it anew: flipside measure domain --generator DIR --write.");
        }
        return value;
    }
}
