package io.flipside.temporal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which kinds of steps fail over and over in this process. May be used by many threads. */
public final class StepHealth {
    private static final int TOLERATED = 2;
    /** Longer than the longest wait between two attempts: a step that nobody tries any more says nothing. */
    private static final Duration MEMORY = Duration.ofMinutes(3);

    private final InstantSource clock;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    private record Row(int failures, String message, Instant last) {}

    public StepHealth(InstantSource clock) {
        this.clock = clock;
    }

    void worked(String step) {
        rows.remove(step);
    }

    void failed(String step, String message) {
        rows.compute(
                step, (name, before) -> new Row(before == null ? 1 : before.failures() + 1, message, clock.instant()));
    }

    /** One line for each kind of step that failed three times or more in a row, the last time not long ago. */
    public List<String> complaints() {
        Instant old = clock.instant().minus(MEMORY);
        return rows.entrySet().stream()
                .filter(row -> row.getValue().failures() > TOLERATED
                        && row.getValue().last().isAfter(old))
                .map(row -> "step '%s' failed %d times in a row: %s"
                        .formatted(
                                row.getKey(),
                                row.getValue().failures(),
                                row.getValue().message()))
                .sorted()
                .toList();
    }
}
