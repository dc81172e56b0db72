package io.flipside.desk;

import io.flipside.audit.AuditRequest;

/**
 * A row of a manifest as it was read.
 *
 * @param line of the manifest, from 1
 * @param request what its audit asks
 */
public record AskedRow(int line, AuditRequest request) {}
