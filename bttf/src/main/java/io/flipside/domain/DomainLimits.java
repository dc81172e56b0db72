package io.flipside.domain;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the domain of a generator ends, by what was measured on clips of its domain that it was not trained on.
 *
 * @param figures limit of each figure, the largest or the smallest value; a figure without one is not checked
 * @param anchoredSsim smallest SSIM of a counterfactual's first frame with the clip's
 * @param anchoredOverlap smallest {@link FirstFrame#overlap} of the two; without one it is not checked
 */
public record DomainLimits(Map<DomainFigure, Double> figures, double anchoredSsim, Optional<Double> anchoredOverlap) {
    /** File in the generator's folder. */
    public static final String FILE = "domain.json";

    /** Smallest SSIM of first frames for generators without limits of their own. */
    public static final double ANCHORED_BY_DEFAULT = 0.7;

    private static final String ANCHORED_SSIM = "anchoredSsim";
    private static final String ANCHORED_OVERLAP = "anchoredOverlap";

    public DomainLimits {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /**
     * The limits of a generator, if its folder has any. A file that was written before a figure was known has no limit for
     * it.
     *
     * @throws UserError naming the field that is missing or no limit
     */
    public static Optional<DomainLimits> find(Path generator) {
        Path file = generator.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(of(JsonConfig.read(file).object("limits")));
    }

    /** @throws UserError naming the field that is missing or no limit */
    static DomainLimits of(JsonConfig limits) {
        Map<DomainFigure, Double> figures = new EnumMap<>(DomainFigure.class);
        for (DomainFigure figure : DomainFigure.values()) {
            if (figure.isInEveryFile() || limits.has(figure.limitKey())) {
                figures.put(figure, number(limits, figure.limitKey()));
            }
        }
        return new DomainLimits(
                figures,
                number(limits, ANCHORED_SSIM),
                limits.has(ANCHORED_OVERLAP) ? Optional.of(number(limits, ANCHORED_OVERLAP)) : Optional.empty());
    }

    /** The limits by name, in their order. */
    public Map<String, Double> byName() {
        Map<String, Double> limits = new LinkedHashMap<>();
        figures.forEach((figure, limit) -> limits.put(figure.limitKey(), limit));
        limits.put(ANCHORED_SSIM, anchoredSsim);
        anchoredOverlap.ifPresent(least -> limits.put(ANCHORED_OVERLAP, least));
        return limits;
    }

    /** The same where the flow-matching error may be as large as the given one, if that is more. */
    public DomainLimits withFlowError(double most) {
        Map<DomainFigure, Double> raised = new EnumMap<>(figures);
        raised.merge(DomainFigure.FLOW_ERROR, most, Math::max);
        return new DomainLimits(raised, anchoredSsim, anchoredOverlap);
    }

    /** Figures of a clip that lie outside; none if the clip is of the domain. */
    public List<DomainFigure> broken(ClipFit fit) {
        List<DomainFigure> broken = new ArrayList<>();
        figures.forEach((figure, limit) -> {
            if (!figure.keeps(fit.of(figure), limit)) {
                broken.add(figure);
            }
        });
        return broken;
    }

    /** What of a clip lies outside, in words, each with its limit; nothing if the clip is of the domain. */
    public List<String> outside(ClipFit fit) {
        return broken(fit).stream()
                .map(figure -> figure.said(fit.of(figure), figures.getOrDefault(figure, Double.NaN)))
                .toList();
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
