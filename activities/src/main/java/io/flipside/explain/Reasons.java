package io.flipside.explain;

import io.flipside.audit.Reason;
import java.util.Locale;

/** Why there is no counterfactual: the codes that machines see and the sentences for people, each with the next step. */
public final class Reasons {
    /** The written clip is called the target class, but does not begin as the original does. */
    public static final String NOT_ANCHORED = "not-anchored";

    private Reasons() {}

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
