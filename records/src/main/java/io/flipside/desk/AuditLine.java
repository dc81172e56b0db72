package io.flipside.desk;

/**
 * An audit in a list.
 *
 * @param auditId its id
 * @param status {@code running}, {@code unreadable} (its request is damaged), or the last event: {@code completed},
 *     {@code refused}, {@code failed}, {@code cancelled}
 */
public record AuditLine(String auditId, String status) {
    /** Lines of a page unless fewer are asked for. */
    public static final int PAGE = 1000;
}
