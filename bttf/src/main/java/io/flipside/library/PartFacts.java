package io.flipside.library;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the headers of a part say.
 *
 * @param kind of the part
 * @param tensors how many
 * @param bytes of all its files
 * @param types of elements as stored, by their names in the format
 * @param dimensions by name, in the order in which they are told
 * @param files its weights and its published configuration, where they lie
 */
public record PartFacts(
        PartKind kind,
        int tensors,
        long bytes,
        List<String> types,
        Map<String, Long> dimensions,
        List<KeptFile> files) {
    public PartFacts {
        types = List.copyOf(types);
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        files = List.copyOf(files);
    }

    /** The same with other files. */
    PartFacts with(List<KeptFile> others) {
        return new PartFacts(kind, tensors, bytes, types, dimensions, others);
    }
}
