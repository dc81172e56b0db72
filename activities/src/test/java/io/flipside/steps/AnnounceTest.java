package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ToldEvent;
import io.flipside.record.AuditKeys;
import io.flipside.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnounceTest {
    private final MemoryStore store = new MemoryStore();
    private final List<AuditEvent> told = new ArrayList<>();
    private boolean dieAfterTelling;
    private final Announce announce = new Announce(store, this::tell);

    private void tell(ToldEvent event) {
        told.add((AuditEvent) event);
        if (dieAfterTelling) {
            throw new IllegalStateException("killed");
        }
    }

    private static AuditEvent staged(long time) {
        return new AuditEvent("a", "stage.completed", "1", time, Map.of("stage", 1));
    }

    @Test
    void anEventThatIsToldAgainIsWhatWasToldFirstWhateverTheClockSaysThen() {
        dieAfterTelling = true;
        assertThatThrownBy(() -> announce.run(staged(1_000))).hasMessage("killed");
        dieAfterTelling = false;
        announce.run(staged(2_000));
        announce.run(staged(3_000));
        assertThat(told).extracting(AuditEvent::timeMillis).containsExactly(1_000L, 1_000L);
    }

    @Test
    void theLastEventSaysThatTheAuditIsDone() {
        announce.run(staged(1_000));
        assertThat(store.stat(AuditKeys.done("a"))).isEmpty();
        announce.run(new AuditEvent("a", "refused", "", 2_000, Map.of()));
        assertThat(store.stat(AuditKeys.done("a"))).isPresent();
        assertThat(store.list("index/")).singleElement().asString().contains("done", "a!refused");
    }
}
