package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much each caller may change in a minute. Whoever was quiet may use a minute's worth at once; then it comes back
 * evenly.
 */
final class CallRate {
    private static final double MINUTE_MILLIS = 60_000;
    /** Callers that are remembered; who was quiet longest is forgotten first, and has a whole minute's worth again. */
    private static final int MOST_CALLERS = 10_000;

    private final int aMinute;
    private final InstantSource clock;
    private final Map<String, Left> callers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /** What a caller has left, and when that was so. */
    private record Left(double calls, long atMillis) {}

    CallRate(int aMinute, InstantSource clock) {
        this.aMinute = aMinute;
        this.clock = clock;
    }

    /** Takes one call of a caller; why not, if there is none left. */
    synchronized Optional<Refusal> take(String caller) {
        long now = clock.millis();
        Left before = callers.getOrDefault(caller, new Left(aMinute, now));
        double left = Math.min(aMinute, before.calls() + (now - before.atMillis()) * aMinute / MINUTE_MILLIS);
        if (left >= 1) {
            callers.put(caller, new Left(left - 1, now));
            return Optional.empty();
        }
        callers.put(caller, new Left(left, now));
        long seconds = Math.max(1, (long) Math.ceil((1 - left) * MINUTE_MILLIS / aMinute / 1000));
        return Optional.of(new Refusal(
                ProblemKind.TOO_MANY_CHANGES,
                "a caller may change " + aMinute + " things a minute (flipside.http.changes). Try again in " + seconds
                        + (seconds == 1 ? " second." : " seconds."),
                Map.of("Retry-After", Long.toString(seconds))));
    }
}
