package io.flipside.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures by their names. */
class MeterTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(registry);
        Metrics.globalRegistry.clear();
    }

    @Test
    void whatIsCountedIsFoundByItsNameAndLabels() {
        Meter.UPDATES.counter("tiny").increment();
        Meter.UPDATES.counter("tiny").increment();
        assertThat(registry.get("flipside.updates")
                        .tag("generator", "tiny")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aLabelThatIsMissingAndAnotherKindAreFaultsOfTheCaller() {
        assertThatThrownBy(() -> Meter.UPDATES.counter()).hasMessageContaining("GENERATOR");
        assertThatThrownBy(() -> Meter.UPDATES.timer("tiny")).hasMessageContaining("COUNTER");
    }

    @Test
    void memoryBesideTheHeapIsWhatTheSystemSaysWithoutIt(@TempDir Path folder) throws Exception {
        Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nVmRSS:\t   90000000 kB\nThreads:\t9\n");
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(new ProcessMemory(status).outsideTheHeap())
                .isBetween((90_000_000L << 10) - (double) heap, (double) (90_000_000L << 10));
        assertThat(new ProcessMemory(folder.resolve("none")).outsideTheHeap()).isNaN();
    }
}
