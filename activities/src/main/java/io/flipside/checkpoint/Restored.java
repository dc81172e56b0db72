package io.flipside.checkpoint;

import java.util.List;
import java.util.Optional;

/**
 * What was found of an audit.
 *
 * @param checkpoint verified from end to end; empty if there is none
 * @param skipped what was seen on the way and not trusted
 */
public record Restored(Optional<Checkpoint> checkpoint, List<Skipped> skipped) {
    public Restored {
        skipped = List.copyOf(skipped);
    }
}
