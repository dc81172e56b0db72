package io.flipside.findings;

import io.flipside.UserError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes pairs one by one and keeps a few kilobytes of each, so that a campaign of thousands needs no clip in memory twice.
 * The same pairs in the same order give the same findings.
 */
public final class FindingsBuilder {
    private final List<PairChange> changes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<ClassPair, ChangeMap.Sum> maps = new TreeMap<>();

    /**
     * Measures one.
     *
     * @throws UserError if a pair of this name is already there
     */
    public FindingsBuilder add(CounterfactualPair pair) {
        if (!names.add(pair.name())) {
            throw new UserError("'" + pair.name() + "' is there twice. Count every counterfactual once.");
        }
        changes.add(PairChange.of(pair));
        maps.computeIfAbsent(ClassPair.of(pair.originalClass(), pair.targetClass()), key -> new ChangeMap.Sum())
                .add(pair.original(), pair.counterfactual());
        return this;
    }

    /** How many pairs were taken. */
    public int pairs() {
        return changes.size();
    }

    /**
     * What they say together.
     *
     * @param seed of the draws that say what chance does
     */
    public Findings build(long seed) {
        Map<ClassPair, ChangeMap.Sum> all = new TreeMap<>(maps);
        maps.forEach((pair, sum) -> all.computeIfAbsent(
                        new ClassPair(Optional.empty(), pair.to()), key -> new ChangeMap.Sum())
                .add(sum));
        List<GroupFindings> groups = new ArrayList<>();
        all.forEach((group, sum) -> {
            List<PairChange> own = changes.stream().filter(group::holds).toList();
            groups.add(new GroupFindings(group, own.size(), sum.mean(), evidence(group, own, seed)));
        });
        return new Findings(changes.size(), groups);
    }

    private Evidence evidence(ClassPair group, List<PairChange> own, long seed) {
        List<PairChange> others = changes.stream()
                .filter(change -> !change.to().equals(group.to()))
                .toList();
        if (own.size() < Evidence.LEAST_PAIRS || others.size() < Evidence.LEAST_PAIRS) {
            return new Evidence.TooFew(own.size(), others.size());
        }
        return new Comparison(group, own, others, seed).measured();
    }
}
