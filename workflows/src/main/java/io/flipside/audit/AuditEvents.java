package io.flipside.audit;

import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.Evaluation;
import java.util.Map;
import java.util.Optional;

/** What is told of an outcome. */
final class AuditEvents {
    private AuditEvents() {}

    static String type(AuditOutcome outcome) {
        return outcome.judged().isPresent()
                ? AuditEvent.COMPLETED
                : outcome.verdict().word();
    }

    static Optional<Double> confidence(AuditOutcome outcome) {
        return outcome.judged().map(Evaluation::confidence);
    }

    static Map<String, Object> facts(AuditOutcome outcome) {
        if (outcome instanceof AuditOutcome.Refused refused) {
            return Map.of("reason", refused.reason(), "record", outcome.record());
        }
        if (outcome instanceof AuditOutcome.Cancelled cancelled) {
            return Map.of("reason", cancelled.reason(), "record", outcome.record());
        }
        if (outcome instanceof AuditOutcome.SetAside aside) {
            return Map.of("reason", aside.reason(), "record", outcome.record());
        }
        if (outcome instanceof AuditOutcome.Failed failed) {
            return Map.of("message", failed.reason().sentence(), "reason", failed.reason(), "record", outcome.record());
        }
        Evaluation evaluation = outcome.judged().orElseThrow();
        return Map.of(
                "verdict",
                outcome.verdict().word(),
                "reason",
                evaluation.shortcoming(),
                "prediction",
                evaluation.prediction(),
                "confidence",
                evaluation.confidence(),
                "targetProbability",
                evaluation.targetProbability(),
                "evidenceSha256",
                evaluation.evidenceSha256(),
                "record",
                outcome.record());
    }
}
