package io.flipside.findings;

import java.util.Optional;

/**
 * What speaks for a cue among the counterfactuals of a group.
 *
 * @param cue what is measured
 * @param increases whether there is more of it, or less
 * @param towards in how many counterfactuals of the group it shows
 * @param elsewhere in how many of those that lead to other classes
 * @param mostElsewhere the largest part of those that lead to one other class, or to all, 0 to 1
 * @param left of the clips that leave the class, in how many it went away
 * @param effect change of the group, in the cue's unit and with its sign
 * @param dominance of the group over those that lead to other classes
 * @param place where, of {@link Cue#PLACE}
 * @param standing whether it is named
 */
public record CueEvidence(
        Cue cue,
        boolean increases,
        Share towards,
        Share elsewhere,
        double mostElsewhere,
        Share left,
        Effect effect,
        Dominance dominance,
        Optional<String> place,
        Standing standing) {
    /** Least part of a group's counterfactuals that show a cue that is named. */
    public static final double LEAST_PART = 0.5;
    /** By how much that part exceeds the part towards any other class. */
    public static final double LEAST_MORE = 0.4;
    /** By how much the dominance exceeds chance. */
    public static final double LEAST_OVER_CHANCE = 0.1;

    static Standing standing(double part, double mostElsewhere, Dominance dominance) {
        if (part < LEAST_PART) {
            return Standing.RARE;
        }
        if (part < mostElsewhere + LEAST_MORE) {
            return Standing.ELSEWHERE;
        }
        return dominance.delta() < dominance.chance() + LEAST_OVER_CHANCE ? Standing.CHANCE : Standing.NAMED;
    }

    /** How often and how far beyond what counts it shows: among the cues of a family the largest is named. */
    double plainness() {
        return towards.part() * Math.abs(effect.median()) / cue.floor();
    }

    CueEvidence with(Standing other) {
        return new CueEvidence(
                cue, increases, towards, elsewhere, mostElsewhere, left, effect, dominance, place, other);
    }
}
