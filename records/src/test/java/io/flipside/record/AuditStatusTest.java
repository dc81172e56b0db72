package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.audit.step.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditStatusTest {
    @ParameterizedTest
    @EnumSource(Verdict.class)
    void everyVerdictIsAnEndUnderTheSameWord(Verdict verdict) {
        AuditStatus status = AuditStatus.of(verdict);
        assertThat(status.word()).isEqualTo(verdict.word());
        assertThat(status.isOpen()).isFalse();
        assertThat(AuditStatus.of(verdict.word())).contains(status);
    }

    @Test
    void wordsAreThoseOfFormerFiles() {
        assertThat(new String(AuditJson.bytes(AuditStatus.values()), StandardCharsets.UTF_8))
                .isEqualTo(
                        "[\"running\",\"paused\",\"waiting\",\"completed\",\"flipped\",\"not-flipped\",\"not-valid\",\"refused\","
                                + "\"cancelled\",\"set-aside\",\"failed\",\"unreadable\"]");
        AuditOutcome aside = new AuditOutcome.SetAside(new Reason("died", "Three workers died."), Optional.empty());
        assertThat(new String(AuditJson.bytes(aside), StandardCharsets.UTF_8)).contains("\"kind\":\"set-aside\"");
    }

    @Test
    void aWordOfANewerBuildIsNoneOfOurs() {
        assertThat(AuditStatus.of("archived")).isEmpty();
    }

    @Test
    void onlyTheLastThatIsToldIsAnEnd() {
        assertThat(AuditStatus.afterLast(event("accepted"))).isEmpty();
        assertThat(AuditStatus.afterLast(event("stage.completed"))).isEmpty();
        assertThat(AuditStatus.afterLast(event("completed"))).contains(AuditStatus.COMPLETED);
        assertThat(AuditStatus.afterLast(event("set-aside"))).contains(AuditStatus.SET_ASIDE);
    }

    private static AuditEvent event(String type) {
        return new AuditEvent("a", type, "", 1, Map.of());
    }
}
