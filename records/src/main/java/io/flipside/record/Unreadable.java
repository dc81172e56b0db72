package io.flipside.record;

import io.flipside.audit.InvalidRequest;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactTooLarge;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells objects that are damaged from a store that is away. */
public final class Unreadable {
    private Unreadable() {}

    /** Whether reading an object failed because of what is in it. */
    public static boolean is(RuntimeException e) {
        return e instanceof AuditJson.Damaged
                || e instanceof ArtifactCorrupt
                || e instanceof ArtifactTooLarge
                || e instanceof InvalidRequest;
    }

    /** What reading gives; empty also if what is there is damaged. */
    public static <T> Optional<T> orEmpty(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            if (is(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
