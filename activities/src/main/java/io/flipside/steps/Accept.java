package io.flipside.steps;

import io.flipside.audit.step.AcceptInput;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.ObjectStore;

/** Keeps the request, so that an unfinished audit can be found again without Temporal. */
final class Accept {
    private final ObjectStore store;
    private final AuditIndex index;

    Accept(ObjectStore store) {
        this.store = store;
        this.index = new AuditIndex(store);
    }

    /** @throws io.flipside.store.ObjectConflict if the audit has another request */
    void run(AcceptInput input) {
        index.opened(input.auditId());
        store.putIfAbsent(AuditKeys.request(input.auditId()), AuditJson.bytes(input.request()), "application/json");
    }
}
