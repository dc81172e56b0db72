package io.flipside.findings;

import java.util.List;

/**
 * What is known of the counterfactuals of a group.
 *
 * @param group which they are
 * @param pairs how many
 * @param map where and when they change
 * @param evidence by which cues
 */
public record GroupFindings(ClassPair group, int pairs, ChangeMap map, Evidence evidence) {
    /** The cues that are named, the plainest first; none if there are too few pairs. */
    public List<Finding> findings() {
        return evidence instanceof Evidence.Measured measured ? measured.findings() : List.of();
    }
}
