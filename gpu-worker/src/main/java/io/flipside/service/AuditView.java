package io.flipside.service;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.steps.SearchProgress;
import java.util.Optional;

/**
 * An audit as people see it.
 *
 * @param auditId its id
 * @param status {@code running}, {@code paused}, {@code waiting} (for a worker to come), or how it ended: {@code
 *     flipped}, {@code not-flipped}, {@code refused}, {@code cancelled}, {@code failed}; {@code unreadable} if what
 *     the store has of it is damaged
 * @param request what was asked
 * @param progress where it stands, while Temporal knows it
 * @param update the last finished update of the stage at work
 * @param secondsLeft at most, if no stage ends early
 * @param outcome what it came to
 */
public record AuditView(
        String auditId,
        String status,
        Optional<AuditRequest> request,
        Optional<AuditProgress> progress,
        Optional<SearchProgress> update,
        Optional<Long> secondsLeft,
        Optional<AuditOutcome> outcome) {}
