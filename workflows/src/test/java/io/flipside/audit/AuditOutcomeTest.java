package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.step.Evaluation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditOutcomeTest {
    private static final Reason REASON = new Reason("out-of-domain", "The generator does not know such clips.");
    private static final Evaluation JUDGED = new Evaluation(
            "left",
            0.9,
            0.9,
            "left",
            Map.of(),
            "0".repeat(64),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    @Test
    void everyOutcomeButAFlipSaysWhy() {
        assertThat(new AuditOutcome.Flipped(JUDGED, Optional.empty()).why()).isEmpty();
        assertThat(new AuditOutcome.NotValid(REASON, JUDGED, Optional.empty()).why())
                .contains(REASON);
        assertThat(new AuditOutcome.NotFlipped(REASON, JUDGED, Optional.empty()).why())
                .contains(REASON);
        assertThat(new AuditOutcome.Refused(REASON, Optional.empty()).why()).contains(REASON);
        assertThat(new AuditOutcome.SetAside(REASON, Optional.empty()).why()).contains(REASON);
        assertThat(new AuditOutcome.Failed(REASON, Optional.empty()).why()).contains(REASON);
        assertThat(new AuditOutcome.Cancelled("enough", Optional.empty()).why())
                .contains(new Reason("cancelled", "enough"));
    }
}
