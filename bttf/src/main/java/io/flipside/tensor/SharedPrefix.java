package io.flipside.tensor;

import java.util.List;
import java.util.Optional;

/** Strips what wrappers put before every name of a checkpoint, such as {@code module.} or {@code model.}. */
public final class SharedPrefix {
    private SharedPrefix() {}

    /**
     * The source without the prefix that all its names share, if there is one.
     *
     * @param anchors names that a checkpoint of this kind has one of: where one ends a longer name, what stands before it
     *     is a prefix
     */
    public static TensorSource without(TensorSource source, List<String> anchors) {
        Optional<String> anchored = source.names().stream()
                .flatMap(name -> anchors.stream()
                        .filter(anchor -> name.endsWith("." + anchor))
                        .map(anchor -> name.substring(0, name.length() - anchor.length())))
                .findFirst();
        boolean bare = anchors.stream().anyMatch(source::has);
        String prefix = bare ? "" : anchored.map(p -> shared(p, source)).orElse("");
        return prefix.isEmpty()
                ? source
                : RenamedTensors.of(source, name -> Optional.of(name.substring(prefix.length())));
    }

    /** The longest part of a prefix, whole names only, that all names have. */
    private static String shared(String prefix, TensorSource source) {
        String part = prefix;
        while (!part.isEmpty()) {
            String candidate = part;
            if (source.names().stream().allMatch(name -> name.startsWith(candidate))) {
                return candidate;
            }
            part = part.substring(0, part.lastIndexOf('.', part.length() - 2) + 1);
        }
        return part;
    }
}
