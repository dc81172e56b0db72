package io.flipside.cost;

import io.flipside.tensor.Precision;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast a machine does the work of a search.
 *
 * @param name for people
 * @param types how fast by the type that is computed in; float32 at least
 * @param search what does not depend on the type
 * @param measured whether they were measured on this machine, or follow from a data sheet
 */
public record MachineRates(String name, Map<Precision, TypeRates> types, SearchRates search, boolean measured) {
    public MachineRates {
        types = new EnumMap<>(types);
        if (!types.containsKey(Precision.FLOAT32)) {
            throw new IllegalArgumentException("rates need those of float32");
        }
    }

    /** How fast it computes in a type, if that is known. */
    public Optional<TypeRates> in(Precision type) {
        return Optional.ofNullable(types.get(type));
    }

    /**
     * The same for a search, which takes more than its networks alone.
     *
     * @param overhead how much more
     */
    public MachineRates with(SearchOverhead overhead) {
        Map<Precision, TypeRates> slower = new EnumMap<>(Precision.class);
        types.forEach((type, rates) -> slower.put(type, rates.slower(overhead.factor())));
        return new MachineRates(
                name,
                slower,
                new SearchRates(
                        search.classifier().slower(overhead.factor()),
                        overhead.updateSeconds(),
                        search.fileBytesASecond(),
                        search.memoryBytes()),
                measured);
    }
}
