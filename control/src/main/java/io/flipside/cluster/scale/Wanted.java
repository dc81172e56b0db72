package io.flipside.cluster.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How many workers a queue wants: as many as have something to do now, and no fewer than had in the last while. A worker
 * between two steps of an audit has nothing to do for a moment; to end it would have its models loaded again.
 */
final class Wanted {
    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Optional<Instant> first = Optional.empty();

    private record Sample(Instant at, int demand) {}

    /**
     * How many there may be.
     *
     * @param least workers in any case
     * @param most workers in any case
     */
    record Bounds(int least, int most) {
        int within(int number) {
            return Math.max(least, Math.min(most, number));
        }
    }

    Wanted(Duration window) {
        this.window = window;
    }

    /**
     * Takes a sample in and says what is wanted now.
     *
     * @param demand steps at work and waiting
     * @param there workers that there are: no fewer until a whole window was seen
     */
    int after(Instant now, int demand, int there, Bounds bounds) {
        Instant since = first.orElse(now);
        first = Optional.of(since);
        samples.removeIf(sample -> sample.at().isBefore(now.minus(window)));
        samples.addLast(new Sample(now, demand));
        int highest = samples.stream().mapToInt(Sample::demand).max().orElse(demand);
        boolean sawAll = !since.plus(window).isAfter(now);
        return bounds.within(sawAll ? highest : Math.max(highest, there));
    }
}
