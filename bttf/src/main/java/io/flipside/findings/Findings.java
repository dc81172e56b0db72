package io.flipside.findings;

import java.util.List;

/**
 * What many counterfactuals say together.
 *
 * @param pairs how many there were
 * @param groups for each target class all that lead to it, then those by original class
 */
public record Findings(int pairs, List<GroupFindings> groups) {
    public Findings {
        groups = List.copyOf(groups);
    }

    /** What each class is recognised by: the named cues of all counterfactuals that lead to it. */
    public List<Finding> ofClasses() {
        return groups.stream()
                .filter(group -> group.group().from().isEmpty())
                .flatMap(group -> group.findings().stream())
                .toList();
    }
}
