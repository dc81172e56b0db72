package io.flipside.events;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How often the message at the front of each partition has failed in a way that is nobody's but ours. */
final class Attempts {
    private static final int MOST = 3;

    private final Map<TopicPartition, Failed> failures = new HashMap<>();

    private record Failed(long offset, int times) {}

    /** Counts a failure; true if it is time to step over. */
    boolean exhausted(TopicPartition partition, long offset) {
        Failed before = failures.getOrDefault(partition, new Failed(offset, 0));
        Failed now = new Failed(offset, before.offset() == offset ? before.times() + 1 : 1);
        failures.put(partition, now);
        return now.times() >= MOST;
    }
}
