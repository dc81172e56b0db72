package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.SetAside;
import io.flipside.store.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Each {@link Deaths} here stands for a process; one that never closes its mark has died. */
class DeathsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final MemoryStore store = new MemoryStore();

    private Deaths process() {
        return new Deaths(store, CLOCK);
    }

    @Test
    void afterThreeDeathsInOnePlaceTheAuditIsSetAsideWithTheNextStep() {
        for (int death = 0; death < Deaths.MOST; death++) {
            assertThat(process().begin("a", "admit", "loading").deaths()).isEqualTo(death);
        }
        assertThatThrownBy(() -> process().begin("a", "admit", "loading"))
                .isInstanceOf(SetAside.class)
                .hasMessageContaining("3 workers died")
                .hasMessageContaining("flipside rerun a");
    }

    @Test
    void otherAuditsStepsAndPlacesGoOn() {
        for (int death = 0; death < Deaths.MOST; death++) {
            process().begin("a", "stage-1", "3");
        }
        assertThatCode(() -> process().begin("b", "stage-1", "3").close()).doesNotThrowAnyException();
        assertThatCode(() -> process().begin("a", "stage-2", "3").close()).doesNotThrowAnyException();
        // an update further is another place: a search that is preempted again and again gets on
        assertThatCode(() -> process().begin("a", "stage-1", "4").close()).doesNotThrowAnyException();
    }

    @Test
    void workThatEndsInAnyWayLeavesNoMark() {
        for (int time = 0; time < 5; time++) {
            process().begin("a", "admit", "loading").close();
        }
        assertThat(store.list("audits/a/")).isEmpty();
    }

    @Test
    void theSameProcessAtTheSameWorkAgainIsNoDeath() {
        Deaths process = process();
        for (int time = 0; time < 5; time++) {
            assertThat(process.begin("a", "admit", "loading").deaths()).isZero();
        }
    }

    @Test
    void aMarkThatCouldNotBeTakenAwayIsTakenAwayLater() {
        Deaths process = process();
        Deaths.Mark mark = process.begin("a", "admit", "loading");
        store.away(true);
        mark.close();
        store.away(false);
        process.begin("b", "admit", "loading").close();
        assertThat(store.list("audits/")).isEmpty();
    }
}
