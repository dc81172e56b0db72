package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.step.SealInput;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.ObjectStore;

/** Writes the audit's record. */
final class Seal extends Step<SealInput, ArtifactRef> {
    private final ObjectStore store;

    Seal(ObjectStore store) {
        super("seal", ArtifactRef.class);
        this.store = store;
    }

    @Override
    ArtifactRef run(SealInput input, StepContext context) {
        return store.put(AuditKeys.record(input.auditId()), AuditJson.bytes(input), "application/json");
    }
}
