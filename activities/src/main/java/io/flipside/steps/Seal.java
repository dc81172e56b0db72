package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.SealInput;
import io.flipside.record.Asks;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.StageLog;
import io.flipside.record.StageLogs;
import io.flipside.record.Unreadable;
import io.flipside.store.ObjectConflict;
import io.flipside.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Writes the audit's record, once: of two that are at it the first to finish is the one that counts. */
final class Seal extends Step<SealInput, ArtifactRef> {
    private final ObjectStore store;
    private final Asks asks;

    Seal(ObjectStore store) {
        super("seal", ArtifactRef.class);
        this.store = store;
        this.asks = new Asks(store);
    }

    @Override
    ArtifactRef run(SealInput input, StepContext context) {
        String key = AuditKeys.record(input.auditId());
        AuditRecord record = AuditRecords.of(input, logs(input.auditId()), parentSha256(input.request()))
                .askedBy(asks.of(AuditKeys.folder(input.auditId())));
        try {
            return store.putIfAbsent(key, AuditRecords.bytes(record), "application/json")
                    .ref();
        } catch (ObjectConflict e) {
            return store.stat(key).orElseThrow(() -> e);
        }
    }

    // an audit ends with its record even where a log of it is damaged
    private List<StageLog> logs(String auditId) {
        return Unreadable.orEmpty(() -> Optional.of(StageLogs.of(store, auditId)))
                .orElse(List.of());
    }

    private Optional<String> parentSha256(AuditRequest request) {
        return request.parent()
                .flatMap(parent -> store.stat(AuditKeys.record(parent.auditId())))
                .map(ArtifactRef::sha256);
    }
}
