package io.flipside.campaign.record;

import io.flipside.audit.AuditRequest;
import java.util.Optional;

/**
 * A row of the results.
 *
 * @param number of the row, from 1
 * @param auditId of its audit
 * @param request what its audit asks
 * @param state how it ended: a verdict, {@code dropped} or {@code not-begun}; {@code open} if it has not
 * @param result what came of it, if its audit ended
 */
public record CampaignLine(int number, String auditId, AuditRequest request, String state, Optional<RowResult> result) {
    /** State of a row that has not ended. */
    public static final String OPEN = "open";
}
