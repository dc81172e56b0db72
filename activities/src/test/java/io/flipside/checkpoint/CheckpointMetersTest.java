package io.flipside.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How old the last checkpoint is, and how large. */
class CheckpointMetersTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong clock = new AtomicLong(7);
    private final CheckpointMeters meters = new CheckpointMeters(clock::get);

    @BeforeEach
    void listen() {
        Metrics.globalRegistry.clear();
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(registry);
        Metrics.globalRegistry.clear();
    }

    private double age() {
        return registry.get("flipside.checkpoint.age").gauge().value();
    }

    @Test
    void itGrowsOldWhileASearchIsAtWorkAndNotOtherwise() {
        assertThat(registry.find("flipside.checkpoint.age").gauge()).isNull();
        meters.begun();
        clock.addAndGet(90 * SECOND);
        assertThat(age()).isEqualTo(90);
        meters.written(1000);
        clock.addAndGet(5 * SECOND);
        assertThat(age()).isEqualTo(5);
        meters.written(3000);
        meters.ended();
        clock.addAndGet(900 * SECOND);
        assertThat(age()).isZero();
        assertThat(registry.get("flipside.checkpoint.size").summary().mean()).isEqualTo(2000);
    }
}
