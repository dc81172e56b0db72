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
 * @param measured whether they were measured on this machine, or follow from a data sheet
 */
public record MachineRates(String name, Map<Precision, TypeRates> types, boolean measured) {
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
}
