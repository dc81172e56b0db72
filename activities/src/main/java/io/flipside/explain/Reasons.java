package io.flipside.explain;

import io.flipside.audit.Reason;
import io.flipside.audit.step.DomainFacts;
import java.util.Locale;
import java.util.Optional;

/** Why there is no counterfactual: the codes that machines see and the sentences for people, each with the next step. */
public final class Reasons {
    /** The written clip is called the target class, but does not begin as the original does. */
    public static final String NOT_ANCHORED = "not-anchored";

    /** The generator does not know the original, and the audit went on anyway. */
    public static final String OUT_OF_DOMAIN = DomainCheck.OUT_OF_DOMAIN;

    /** Nobody has measured what the generator knows. */
    public static final String DOMAIN_UNKNOWN = "domain-unknown";

    private Reasons() {}

    /** Why nobody can vouch for a flip; nothing if the generator knows the original. */
    static Optional<Reason> doubt(Optional<DomainFacts> domain) {
        if (domain.isEmpty()) {
            return Optional.of(new Reason(
                    DOMAIN_UNKNOWN, "It was not measured whether the generator knows this clip. Audit it anew."));
        }
        DomainFacts facts = domain.get();
        return switch (facts.state()) {
            case DomainFacts.WITHIN -> Optional.empty();
            case DomainFacts.OUTSIDE ->
                Optional.of(new Reason(
                        OUT_OF_DOMAIN,
                        facts.sentence() + " What changed may be what it cannot draw. Train an adapter on such clips"
                                + " (flipside train adapter --clips DIR), or choose a generator of them."));
            default -> Optional.of(new Reason(DOMAIN_UNKNOWN, facts.sentence()));
        };
    }

    /**
     * The classifier's gradient is as good as zero: nothing tells the search where to go.
     *
     * @param probability of the target class at the end
     */
    static Reason maskedGradient(double probability) {
        return new Reason(
                "masked-gradient",
                format(
                        "The classifier's gradient on the written clip is zero, and the target probability %.3f: a search"
                                + " learns nothing from it. Audit the network before its rounding or thresholds.",
                        probability));
    }

    /**
     * The loss stands still, and most of it is the style loss.
     *
     * @param probability of the target class at the end
     * @param share of the style loss in the loss, 0 to 1
     */
    static Reason styleFloor(double probability, double share) {
        return new Reason(
                "style-floor",
                format(
                        "The loss stands still at a target probability of %.3f, and %.0f %% of it is the style loss: the"
                                + " search is held at the original's colours. Try a smaller style weight.",
                        probability, 100 * share));
    }

    /**
     * The loss stands still.
     *
     * @param probability of the target class at the end
     * @param curve the target probability after each quarter of the search, in words
     */
    static Reason plateau(double probability, String curve) {
        return new Reason(
                "plateau",
                format(
                        "The loss stands still at a target probability of %.3f (after each quarter of the updates: %s)."
                                + " More of the same will not help. Try another seed or a larger learning rate.",
                        probability, curve));
    }

    /**
     * The search used up its updates.
     *
     * @param probability of the target class at the end
     */
    static Reason targetNotReached(double probability) {
        return new Reason(
                "target-not-reached",
                format(
                        "The search ended with a target probability of %.3f. Try more iterations, another seed, or a"
                                + " smaller style weight.",
                        probability));
    }

    /**
     * The clip was called the target class before it was written as 8-bit frames, but not after.
     *
     * @param probability of the target class before writing
     */
    static Reason lostInWriting(double probability) {
        return new Reason(
                "lost-in-writing",
                format(
                        "The clip reached the target (probability %.3f) but rounding it to 8 bits undid that. Try a"
                                + " higher confidence before a stage may end.",
                        probability));
    }

    /**
     * Numbers stopped being finite.
     *
     * @param stage in which it happened
     * @param iteration update of the stage
     */
    public static Reason nonFinite(int stage, int iteration) {
        return new Reason(
                "non-finite",
                "The search became non-finite in stage " + stage + ", update " + iteration
                        + ". Lower the learning rate or check the models.");
    }

    /**
     * The first frame was not kept.
     *
     * @param measure by which the first frames were compared, in words
     * @param value of that measure, 1 if equal
     * @param limit smallest that counts as the same frame
     */
    static Reason notAnchored(String measure, double value, double limit) {
        return new Reason(
                NOT_ANCHORED,
                format(
                        "The written clip does not begin as the original does: %s %.3f, at least %.3f is needed."
                                + " The generator could not draw this first frame. Try another seed, or a generator"
                                + " that knows such clips.",
                        measure, value, limit));
    }

    private static String format(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
