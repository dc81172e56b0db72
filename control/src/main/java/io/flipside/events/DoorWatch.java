package io.flipside.events;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Keeps the {@link DoorState}: written by the door's thread, read by whoever asks. */
final class DoorWatch {
    private static final DoorState START = new DoorState(false, 0, Optional.empty(), Optional.empty());

    private final InstantSource clock;
    private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
    private volatile DoorState state = START;

    DoorWatch(InstantSource clock) {
        this.clock = clock;
    }

    DoorState state() {
        long lag = lags.values().stream().mapToLong(Long::longValue).sum();
        DoorState now = state;
        return new DoorState(now.alive(), lag, now.waitingSince(), now.lastTrouble());
    }

    void alive(boolean alive) {
        state = new DoorState(alive, 0, state.waitingSince(), state.lastTrouble());
    }

    void progress() {
        state = new DoorState(state.alive(), 0, Optional.empty(), state.lastTrouble());
    }

    void waits(String trouble) {
        state = new DoorState(
                state.alive(),
                0,
                Optional.of(state.waitingSince().orElseGet(clock::instant)),
                Optional.of(Letter.bounded(trouble)));
    }

    void lag(TopicPartition partition, long messages) {
        lags.put(partition, Math.max(0, messages));
    }

    /** Partitions of others are none of our lag. */
    void only(Collection<TopicPartition> partitions) {
        lags.keySet().retainAll(partitions);
    }
}
