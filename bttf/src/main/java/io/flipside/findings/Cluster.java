package io.flipside.findings;

import java.util.List;

/**
 * Counterfactuals of a group that change alike.
 *
 * @param size how many
 * @param typical names of the most typical, the most typical first
 * @param sentence what they have in common
 */
public record Cluster(int size, List<String> typical, String sentence) {
    public Cluster {
        typical = List.copyOf(typical);
    }
}
