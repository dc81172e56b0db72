package io.flipside.record;

import io.flipside.audit.AuditRequest;
import io.flipside.store.ObjectStore;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits that were accepted and are not done, as the store knows them: Temporal may have forgotten all. */
public final class Unfinished {
    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
    private static final long MOST_BYTES = 1 << 20;

    private Unfinished() {}

    /**
     * Hands over each of them with its request, by id. One whose request cannot be read is noted as such in the index and
     * passed over.
     */
    public static void in(ObjectStore store, BiConsumer<String, AuditRequest> each) {
        AuditIndex index = new AuditIndex(store);
        index.open(entry -> {
            String audit = entry.auditId();
            Optional<AuditRequest> request = Optional.empty();
            try {
                request = request(store, audit);
                if (entry.status() == AuditStatus.UNREADABLE) {
                    index.readable(audit, true);
                }
            } catch (RuntimeException e) {
                if (!Unreadable.is(e)) {
                    throw e;
                }
                LOG.warn("Audit {} cannot go on: {} is damaged ({})", audit, AuditKeys.request(audit), e.toString());
                index.readable(audit, false);
            }
            request.ifPresent(readable -> each.accept(audit, readable));
        });
    }

    // none yet: it was entered, and the process died before it kept the request; Temporal goes on with it or nobody
    private static Optional<AuditRequest> request(ObjectStore store, String audit) {
        return store.find(AuditKeys.request(audit), MOST_BYTES).map(json -> AuditJson.read(json, AuditRequest.class));
    }
}
