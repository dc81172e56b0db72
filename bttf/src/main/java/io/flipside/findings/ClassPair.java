package io.flipside.findings;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which counterfactuals are looked at together.
 *
 * @param from their original class; empty for any
 * @param to their target class
 */
public record ClassPair(Optional<String> from, String to) implements Comparable<ClassPair> {
    private static final Comparator<ClassPair> ORDER = Comparator.comparing(ClassPair::to)
            .thenComparing(pair -> pair.from().isPresent())
            .thenComparing(pair -> pair.from().orElse(""));

    /** All that lead to a class. */
    public static ClassPair towards(String to) {
        return new ClassPair(Optional.empty(), to);
    }

    /** Those from one class to another. */
    public static ClassPair of(String from, String to) {
        return new ClassPair(Optional.of(from), to);
    }

    boolean holds(PairChange change) {
        return to.equals(change.to()) && from.map(change.from()::equals).orElse(true);
    }

    /** By target, all originals before each. */
    @Override
    public int compareTo(ClassPair other) {
        return ORDER.compare(this, other);
    }

    /** For people: {@code 'left' to 'right'}, {@code any to 'right'}. */
    public String label() {
        return from.map(name -> "'" + name + "'").orElse("any") + " to '" + to + "'";
    }
}
