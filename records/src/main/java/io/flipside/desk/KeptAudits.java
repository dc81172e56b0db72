package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.StageFacts;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.AuditStatus;
import io.flipside.record.StageLog;
import io.flipside.record.StageLogs;
import io.flipside.record.Unreadable;
import io.flipside.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the store has of audits. Empty is what is not there, or damaged. */
final class KeptAudits {
    private static final long MOST_RECORD_BYTES = 4 << 20;

    private final ObjectStore store;

    KeptAudits(ObjectStore store) {
        this.store = store;
    }

    boolean isAccepted(String auditId) {
        return store.stat(AuditKeys.request(AuditIds.checked(auditId))).isPresent();
    }

    /** Whether it was asked for, accepted or not yet. */
    boolean isAsked(String auditId) {
        return isAccepted(auditId) || store.stat(AuditKeys.asked(auditId)).isPresent();
    }

    boolean isDone(String auditId) {
        return store.stat(AuditKeys.done(AuditIds.checked(auditId))).isPresent();
    }

    Optional<AuditRequest> request(String auditId) {
        return find(AuditKeys.request(AuditIds.checked(auditId)), json -> AuditJson.read(json, AuditRequest.class));
    }

    /** What was asked, also of an audit that was not accepted yet. */
    Optional<AuditRequest> asked(String auditId) {
        return request(auditId)
                .or(() -> find(
                        AuditKeys.asked(AuditIds.checked(auditId)), json -> AuditJson.read(json, AuditRequest.class)));
    }

    Optional<AuditRecord> record(String auditId) {
        return find(AuditKeys.record(AuditIds.checked(auditId)), AuditRecords::read);
    }

    Optional<AuditOutcome> outcome(String auditId) {
        return record(auditId).map(AuditRecord::outcome);
    }

    /** Of an audit that is done, as its last event has it. */
    Optional<AuditStatus> lastStatus(String auditId) {
        return find(AuditKeys.done(AuditIds.checked(auditId)), json -> AuditJson.readKnown(json, AuditEvent.class))
                .flatMap(AuditStatus::afterLast);
    }

    /** How an audit that is done was judged, as its last event has it; empty if it was not, or that cannot be read. */
    Optional<AuditStatus> verdict(String auditId) {
        return find(AuditKeys.done(AuditIds.checked(auditId)), json -> AuditJson.readKnown(json, AuditEvent.class))
                .flatMap(event -> Optional.ofNullable(event.data().get("verdict")))
                .flatMap(word -> AuditStatus.of(word.toString()));
    }

    /** The stages that its request's search has, as its method gave them; empty if it did not come so far. */
    Optional<List<StageFacts>> planned(String auditId) {
        return find(
                        AuditKeys.step(AuditIds.checked(auditId), AuditKeys.CONDITION),
                        json -> AuditJson.read(json, Condition.class))
                .flatMap(Condition::stages);
    }

    List<StageLog> stages(String auditId) {
        return StageLogs.of(store, AuditIds.checked(auditId));
    }

    /** Why an audit that Temporal does not know takes no orders. */
    UserError over(String auditId) {
        return isAccepted(auditId) ? new NotNow("audit '" + auditId + "' is over.") : new NoSuchAudit(auditId);
    }

    private <T> Optional<T> find(String key, Function<byte[], T> read) {
        return Unreadable.orEmpty(() -> store.find(key, MOST_RECORD_BYTES).map(read));
    }
}
