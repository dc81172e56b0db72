package io.flipside.campaign;

import io.flipside.audit.AuditRequest;
import java.util.Optional;

/**
 * A row of a manifest, and what the store knows of it.
 *
 * @param number of the row, from 1
 * @param auditId of its audit, which follows from campaign and number
 * @param request what its audit asks; empty if the row has ended
 * @param begun whether its audit was accepted before
 * @param ended the word for how it ended, if it did
 */
public record CampaignRow(
        int number, String auditId, Optional<AuditRequest> request, boolean begun, Optional<String> ended) {}
