package io.flipside.domain;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A figure by which a clip is held against a generator's domain, and how its limit follows from the worst of held-out
 * clips. Errors of networks have long tails, so they may be half as large again, and an SSIM twice as far from 1. The clip's own form varies little within a domain and has no tail: a tenth,
 * and for hollows, which a whole domain may be without, a fiftieth of the figure on top.
 */
public enum DomainFigure {
    /** Mean absolute error of the clip decoded from its own latent, 0 to 1. */
    RECONSTRUCTION_ERROR("reconstructionError", "reconstruction error", 4, false, worst -> 1.5 * worst),
    /** SSIM of the first frame of that reconstruction, 1 if equal. */
    FIRST_FRAME_SSIM("firstFrameSsim", "SSIM of the first frame", 3, true, worst -> 1 - 2 * (1 - worst)),
    /**
     * Flow-matching error: at {@code x = (1 - s) z + s noise} the velocity should be {@code noise - z}; mean squared error
     * over three noise levels, about 2 for an untrained network.
     */
    FLOW_ERROR("flowError", "flow-matching error", 3, false, worst -> 1.5 * worst),
    /** Mean absolute difference of successive frames of the clip itself, 0 to 1: a still picture is easier than a clip. */
    MOTION("motion", "motion", 5, true, worst -> worst / 1.5),
    /** How much of the first frame's foreground its reconstruction keeps: {@link FirstFrame#overlap}, 0 to 1. */
    FIRST_FRAME_OVERLAP(
            "firstFrameOverlap", "overlap of the first frame's foreground", 3, true, worst -> 1 - 1.5 * (1 - worst)),
    /** Squared outline over the area of what stands out, in the worst frame: about 12 of a disc, 40 of a star. */
    OUTLINE("outline", "squared outline over area of what stands out", 1, false, worst -> 1.1 * worst),
    /** Moment of inertia over the squared area of what stands out, in the worst frame: about 0.16 of a disc. */
    SPREAD("spread", "spread of what stands out", 3, false, worst -> 1.1 * worst),
    /**
     * Share of the convex hull of what stands out that is empty, in the worst frame, as a multiple of the figure: 0 of
     * anything convex, 0.4 and more of a star.
     */
    HOLLOW("hollow", "hollows in what stands out", 3, false, worst -> 1.1 * worst + 0.02),
    /** Largest step between successive frames over the mean step: 1 of a steady motion, more of a cut. Two lost frames triple it. */
    JUMP("jump", "largest step over the mean step", 2, false, worst -> 3 * worst);

    private final String key;
    private final String words;
    private final int decimals;
    private final boolean atLeast;
    private final DoubleUnaryOperator margin;

    DomainFigure(String key, String words, int decimals, boolean atLeast, DoubleUnaryOperator margin) {
        this.key = key;
        this.words = words;
        this.decimals = decimals;
        this.atLeast = atLeast;
        this.margin = margin;
    }

    /** Name of the figure in records. */
    public String key() {
        return key;
    }

    /** Name of its limit in {@value DomainLimits#FILE}. */
    public String limitKey() {
        return this == MOTION ? "leastMotion" : key;
    }

    /** Whether every {@value DomainLimits#FILE} has it; one that was written earlier may lack the others. */
    boolean isInEveryFile() {
        return compareTo(MOTION) <= 0;
    }

    /** Whether a value keeps a limit; a value that is not a number keeps none. */
    boolean keeps(double value, double limit) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** The limit that follows from values on clips of the domain, in rising order. */
    double limit(double[] sorted) {
        return margin.applyAsDouble(atLeast ? sorted[0] : sorted[sorted.length - 1]);
    }

    /** Value and limit in words. */
    String said(double value, double limit) {
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                "%s " + number + " (at %s " + number + ")",
                words,
                value,
                atLeast ? "least" : "most",
                limit);
    }

    /** A value with as many decimals as it deserves. */
    public String said(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
