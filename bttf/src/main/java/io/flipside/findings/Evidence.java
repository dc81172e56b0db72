package io.flipside.findings;

import java.util.List;

/** What the counterfactuals of a group say of cues. */
public sealed interface Evidence {
    /** Least counterfactuals of a group, and least to compare them with. */
    int LEAST_PAIRS = 8;

    /**
     * Enough counterfactuals.
     *
     * @param cues every cue with its figures, in the order of {@link Cue}
     * @param findings those that are named, the plainest first
     * @param clusters counterfactuals that change alike, the largest first
     */
    record Measured(List<CueEvidence> cues, List<Finding> findings, List<Cluster> clusters) implements Evidence {
        public Measured {
            cues = List.copyOf(cues);
            findings = List.copyOf(findings);
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * Too few to say anything.
     *
     * @param pairs how many lead to the class
     * @param others how many lead to other classes
     */
    record TooFew(int pairs, int others) implements Evidence {
        /** For people, with the next step. */
        public String sentence() {
            return pairs < LEAST_PAIRS
                    ? "Too few: " + pairs + " counterfactuals, a finding needs " + LEAST_PAIRS + ". Make more."
                    : "Nothing to compare with: " + others + " counterfactuals lead to other classes, a finding needs "
                            + LEAST_PAIRS + ". Make more of those.";
        }
    }
}
