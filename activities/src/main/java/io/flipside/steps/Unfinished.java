package io.flipside.steps;

import io.flipside.audit.AuditRequest;
import io.flipside.store.ObjectStore;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Audits that were accepted and are not done, as the store knows them: Temporal may have forgotten all. */
public final class Unfinished {
    private static final long MOST_BYTES = 1 << 20;

    private Unfinished() {}

    /** Request by audit id. */
    public static Map<String, AuditRequest> in(ObjectStore store) {
        List<String> keys = store.list(AuditKeys.AUDITS);
        Set<String> there = new LinkedHashSet<>(keys);
        Map<String, AuditRequest> unfinished = new LinkedHashMap<>();
        for (String key : keys) {
            Optional<String> audit = AuditKeys.auditOfRequest(key).filter(id -> !there.contains(AuditKeys.done(id)));
            audit.flatMap(id -> store.find(key, MOST_BYTES))
                    .ifPresent(json -> unfinished.put(audit.get(), AuditJson.read(json, AuditRequest.class)));
        }
        return unfinished;
    }
}
