package io.flipside.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A part of a model by its files.
 *
 * @param kind what it is
 * @param config its published configuration, if it has one
 * @param files its weights: one file, or an index and its shards; all in one folder
 */
public record Part(PartKind kind, Optional<Path> config, List<Path> files) {
    public Part {
        files = List.copyOf(files);
    }

    /** One without a configuration. */
    static Part of(PartKind kind, List<Path> files) {
        return new Part(kind, Optional.empty(), files);
    }
}
