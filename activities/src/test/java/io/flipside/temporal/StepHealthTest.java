package io.flipside.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StepHealthTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final StepHealth health = new StepHealth(now::get);

    @Test
    void aStepThatFailsThreeTimesInARowIsAComplaintUntilItWorks() {
        health.failed("admit", "no folder");
        health.failed("admit", "no folder");
        assertThat(health.complaints()).isEmpty();
        health.failed("admit", "no folder");
        assertThat(health.complaints()).singleElement().asString().contains("'admit'", "3 times", "no folder");
        health.worked("admit");
        assertThat(health.complaints()).isEmpty();
    }

    @Test
    void failuresOfDifferentStepsAreNoRow() {
        health.failed("admit", "x");
        health.failed("search", "x");
        health.failed("render", "x");
        assertThat(health.complaints()).isEmpty();
    }

    @Test
    void aStepThatNobodyTriesAnyMoreIsForgotten() {
        for (int i = 0; i < 5; i++) {
            health.failed("admit", "no folder");
        }
        now.set(now.get().plus(Duration.ofMinutes(4)));
        assertThat(health.complaints()).isEmpty();
    }
}
