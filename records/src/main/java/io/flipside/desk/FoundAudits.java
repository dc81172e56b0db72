package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.record.AuditStatus;
import java.util.List;
import java.util.Optional;

/**
 * Some of the audits that were looked for.
 *
 * @param audits by id
 * @param next where to go on; empty if all were looked at
 * @param looked how many were looked at for these
 */
public record FoundAudits(List<Found> audits, Optional<PageToken> next, int looked) {
    public FoundAudits {
        audits = List.copyOf(audits);
    }

    /**
     * One of them.
     *
     * @param auditId its id
     * @param status where it stands, as far as the index knows
     * @param request what was asked; empty if that cannot be read
     */
    public record Found(String auditId, AuditStatus status, Optional<AuditRequest> request) {}
}
