package io.flipside.desk;

import io.flipside.record.AuditStatus;

/**
 * An audit in a list.
 *
 * @param auditId its id
 * @param status running, unreadable (its request is damaged), completed, refused, failed, set aside or cancelled
 */
public record AuditLine(String auditId, AuditStatus status) {}
