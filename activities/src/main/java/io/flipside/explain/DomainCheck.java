package io.flipside.explain;

import ai.djl.ndarray.NDManager;
import io.flipside.audit.step.DomainFacts;
import io.flipside.clip.Clip;
import io.flipside.domain.ClipFit;
import io.flipside.domain.DomainLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a clip against the limits of a generator: a counterfactual is natural only where the generator is at home. */
public final class DomainCheck {
    /** Reason code of a clip that the generator does not know. */
    public static final String OUT_OF_DOMAIN = "out-of-domain";

    /** What to do about such a clip. */
    public static final String NEXT_STEP = "Choose a generator of such clips, train an adapter on them, or go on with"
            + " --anyway (policies.anyway).";

    private DomainCheck() {}

    /**
     * Measures the clip.
     *
     * @param adapterErrorLimit largest flow-matching error that is allowed the adapter, if there is one: the operator's
     *     word counts beside that of the generator, which was measured without it
     */
    public static DomainFacts of(Models models, Clip clip, Optional<Double> adapterErrorLimit) {
        ClipFit fit;
        try (NDManager scope = models.manager().newSubManager()) {
            fit = ClipFit.measure(models.generator(), Prediction.toArray(clip, scope));
        }
        return models.limits()
                .map(own ->
                        judged(fit, adapterErrorLimit.map(own::withFlowError).orElse(own)))
                .orElseGet(() -> new DomainFacts(
                        DomainFacts.UNKNOWN,
                        fit.byName(),
                        Map.of(),
                        "Nobody knows whether the generator knows this clip: its folder has no " + DomainLimits.FILE
                                + ". Measure it: flipside measure domain --generator DIR --from CLIPS --write."));
    }

    /** What to say beside a verdict: that the generator does not know the original, and the audit went on anyway. */
    public static Optional<String> caution(DomainFacts facts) {
        return facts.isOutside()
                ? Optional.of(facts.sentence()
                        + " The audit went on anyway, as it was told to: what changed may be what the generator cannot"
                        + " draw rather than what the classifier looks at.")
                : Optional.empty();
    }

    private static DomainFacts judged(ClipFit fit, DomainLimits limits) {
        List<String> outside = limits.outside(fit);
        return new DomainFacts(
                outside.isEmpty() ? DomainFacts.WITHIN : DomainFacts.OUTSIDE,
                fit.byName(),
                limits.byName(),
                outside.isEmpty()
                        ? "The generator knows clips like this one."
                        : "The generator does not know this clip: " + String.join(", ", outside) + ".");
    }
}
