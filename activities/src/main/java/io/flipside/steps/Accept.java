package io.flipside.steps;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.AcceptInput;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.ObjectStore;

/** Keeps the request, so that an unfinished audit can be found again without Temporal. */
final class Accept {
    private static final long MOST_BYTES = 1 << 20;

    private final ObjectStore store;
    private final AuditIndex index;

    Accept(ObjectStore store) {
        this.store = store;
        this.index = new AuditIndex(store);
    }

    /** @throws io.flipside.store.ObjectConflict if the audit has another request */
    void run(AcceptInput input) {
        index.opened(input.auditId());
        String key = AuditKeys.request(input.auditId());
        // what counts is what it means: a former version may have written the same request in another shape
        boolean kept = store.find(key, MOST_BYTES)
                .map(json -> AuditJson.read(json, AuditRequest.class))
                .filter(input.request()::equals)
                .isPresent();
        if (!kept) {
            store.putIfAbsent(key, AuditJson.bytes(input.request()), "application/json");
        }
    }
}
