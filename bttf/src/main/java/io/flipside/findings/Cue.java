package io.flipside.findings;

import java.util.Locale;
import java.util.Optional;

/**
 * One number that is measured on a clip, and what it means when a counterfactual has more of it.
 *
 * <p>The floor is the least change that counts as one in a single clip. It is set by what a person sees, not by what a
 * statistic finds.
 */
public enum Cue {
    /** Way of the main thing to the right from the first to the last frame. */
    ACROSS(CueFamily.MOTION, Kind.SIGNED, 0.08, "the main thing moves right", "the main thing moves left"),
    /** The same, downwards. */
    DOWN(CueFamily.MOTION, Kind.SIGNED, 0.08, "the main thing moves down", "the main thing moves up"),
    /** Brightness of the ground over the clip, its end less its beginning. */
    BRIGHTER_OVER_TIME(
            CueFamily.BRIGHTNESS,
            Kind.SIGNED,
            0.06,
            "the picture grows brighter over time",
            "the picture grows darker over time"),
    /** Brightness of the ground at the beginning. */
    BRIGHTNESS(
            CueFamily.BRIGHTNESS,
            Kind.LEVEL,
            0.04,
            "the picture is brighter from the beginning",
            "the picture is darker from the beginning"),
    /** How much more red the main thing has than its mean channel, over its strongest. */
    RED(CueFamily.COLOUR, Kind.LEVEL, 0.15, "the main thing is redder", "the main thing is less red"),
    /** The same, of blue. */
    BLUE(CueFamily.COLOUR, Kind.LEVEL, 0.15, "the main thing is bluer", "the main thing is less blue"),
    /** How much more red the ground has than its mean channel. */
    GROUND_RED(CueFamily.COLOUR, Kind.LEVEL, 0.04, "the background is redder", "the background is less red"),
    /** The same, of blue. */
    GROUND_BLUE(CueFamily.COLOUR, Kind.LEVEL, 0.04, "the background is bluer", "the background is less blue"),
    /** Half of the difference between a frame's brightness and that of its neighbours, over the mean brightness. */
    FLICKER(CueFamily.FLICKER, Kind.PRESENT, 0.05, "the picture flickers from frame to frame", ""),
    /** By how much the main thing stands out, its end less its beginning, over the mean. */
    CONTRAST_OVER_TIME(
            CueFamily.CONTRAST,
            Kind.SIGNED,
            0.15,
            "the main thing stands out more and more",
            "the main thing stands out less and less"),
    /** How far a fixed place of the frame, apart from things that move, stands out of the ground. */
    PLACE(CueFamily.PLACE, Kind.PRESENT, 0.05, "something stands in a fixed place of the frame", ""),
    /** Way of a second thing beside the main one. */
    SECOND_MOVES(CueFamily.SECOND_THING, Kind.PRESENT, 0.05, "a second thing moves", ""),
    /** Brightness mass of a second thing that stands still, over the main one's. */
    SECOND_STANDS(CueFamily.SECOND_THING, Kind.PRESENT, 0.05, "a second thing stands still somewhere", "");

    /** How a change of the number is read. */
    enum Kind {
        /** Has a natural zero and a sign: a clip shows it if it changed that way and ends beyond the floor. */
        SIGNED,
        /** Is there or is not: as above, and only more of it counts. */
        PRESENT,
        /** Has no zero: the change alone counts, either way. */
        LEVEL
    }

    private final CueFamily family;
    private final Kind kind;
    private final double floor;
    private final String more;
    private final String less;

    Cue(CueFamily family, Kind kind, double floor, String more, String less) {
        this.family = family;
        this.kind = kind;
        this.floor = floor;
        this.more = more;
        this.less = less;
    }

    /** What it is about. */
    public CueFamily family() {
        return family;
    }

    /** Least change of one clip that counts, in {@link #unit}. */
    public double floor() {
        return floor;
    }

    /** What the number is a part of, for people. */
    public String unit() {
        return switch (this) {
            case ACROSS, DOWN, SECOND_MOVES -> "of the frame's shorter side";
            case BRIGHTNESS, BRIGHTER_OVER_TIME, GROUND_RED, GROUND_BLUE, PLACE -> "of full brightness";
            case RED, BLUE -> "of its colour";
            case FLICKER -> "of the picture's brightness";
            case CONTRAST_OVER_TIME -> "of its contrast";
            case SECOND_STANDS -> "of the main thing's mass";
        };
    }

    /** What is seen, as the predicate of a sentence. */
    public String says(boolean increases) {
        return increases ? more : less;
    }

    /** Lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A cue that is the same thing seen in another way: where that one is named, this one is not. */
    Optional<Cue> saidBy() {
        return this == SECOND_STANDS ? Optional.of(PLACE) : Optional.empty();
    }

    boolean mayDecrease() {
        return kind != Kind.PRESENT;
    }

    /**
     * How far a clip shows the cue: at the floor or beyond it does.
     *
     * @param sign 1 for more of it, -1 for less
     */
    double shown(double before, double after, int sign) {
        double change = sign * (after - before);
        return kind == Kind.LEVEL ? change : Math.min(change, sign * after);
    }
}
