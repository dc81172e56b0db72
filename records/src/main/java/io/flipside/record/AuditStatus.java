package io.flipside.record;

import com.fasterxml.jackson.annotation.JsonValue;
import io.flipside.audit.Verdict;
import io.flipside.audit.step.AuditEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an audit stands, or how it ended, in a word. */
public enum AuditStatus {
    /** At work; in the index also what waits or is paused. */
    RUNNING,
    /** Held by somebody. */
    PAUSED,
    /** No worker answers. */
    WAITING,
    /** Judged; its record has the verdict. */
    COMPLETED,
    FLIPPED,
    NOT_FLIPPED,
    NOT_VALID,
    REFUSED,
    CANCELLED,
    SET_ASIDE,
    FAILED,
    /** What the store has of it is damaged. */
    UNREADABLE;

    /** As JSON, the index and the command line have it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its word; empty if a newer build wrote another. */
    public static Optional<AuditStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** Of an audit with this verdict. */
    public static AuditStatus of(Verdict verdict) {
        return valueOf(verdict.name());
    }

    /** Of an audit of which this is the last that is told; empty if more will be. */
    public static Optional<AuditStatus> afterLast(AuditEvent event) {
        return of(event.type()).filter(status -> !status.isOpen());
    }

    /** Whether the audit may still change. */
    public boolean isOpen() {
        return this == RUNNING || this == PAUSED || this == WAITING;
    }
}
