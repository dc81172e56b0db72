package io.flipside.explain;

import io.flipside.audit.Reason;
import io.flipside.audit.step.VerdictPart;
import io.flipside.domain.DomainLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much of the original's first frame a written clip kept.
 *
 * @param ssim of the two first frames, -1 to 1
 * @param overlap of what stands out in them, 0 to 1
 */
record Anchor(double ssim, double overlap) {
    /** The first frame was not kept, by the limits of the generator; nothing if it was. */
    Optional<Reason> broken(Optional<DomainLimits> limits) {
        double least = leastSsim(limits);
        if (!(ssim >= least)) {
            return Optional.of(Reasons.notAnchored("SSIM of the first frames", ssim, least));
        }
        return limits.flatMap(DomainLimits::anchoredOverlap)
                .filter(limit -> !(overlap >= limit))
                .map(limit -> Reasons.notAnchored("overlap of what stands out in the first frames", overlap, limit));
    }

    /**
     * The part of the verdict.
     *
     * @param besides other figures of the first frames, by name
     */
    VerdictPart part(Optional<DomainLimits> limits, Map<String, Double> besides) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("ssim", ssim);
        figures.put("overlap", overlap);
        figures.putAll(besides);
        Map<String, Double> least = new LinkedHashMap<>();
        least.put("ssim", leastSsim(limits));
        limits.flatMap(DomainLimits::anchoredOverlap).ifPresent(limit -> least.put("overlap", limit));
        return broken(limits)
                .map(reason -> new VerdictPart(VerdictPart.State.BROKEN, reason.sentence(), figures, least))
                .orElseGet(() -> new VerdictPart(
                        VerdictPart.State.HOLDS, "The written clip begins as the original does.", figures, least));
    }

    private static double leastSsim(Optional<DomainLimits> limits) {
        return limits.map(DomainLimits::anchoredSsim).orElse(DomainLimits.ANCHORED_BY_DEFAULT);
    }
}
