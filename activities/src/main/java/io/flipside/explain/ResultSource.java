package io.flipside.explain;

import io.flipside.audit.AuditRequest;
import io.flipside.method.MethodSettings;

/**
 * What a result came from.
 *
 * @param auditId its audit
 * @param request what was asked
 * @param settings of the search, whole
 * @param models digests of the models in memory
 */
public record ResultSource(String auditId, AuditRequest request, MethodSettings settings, ModelDigests models) {}
