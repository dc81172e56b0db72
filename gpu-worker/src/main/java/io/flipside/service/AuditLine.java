package io.flipside.service;

/**
 * An audit in a list.
 *
 * @param auditId its id
 * @param status {@code running} or the last event: {@code completed}, {@code refused}, {@code failed}, {@code cancelled}
 */
public record AuditLine(String auditId, String status) {}
