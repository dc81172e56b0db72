package io.flipside.campaign.record;

import io.flipside.audit.AuditRequest;

/**
 * A row of a manifest as it is kept.
 *
 * @param line of the manifest that it came from, from 1
 * @param auditId of its audit
 * @param request what its audit asks
 */
public record ManifestRow(int line, String auditId, AuditRequest request) {}
