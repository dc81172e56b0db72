package io.flipside.campaign;

/**
 * A row at work.
 *
 * @param number of the row, from 1
 * @param auditId of its audit
 */
public record OpenRow(int number, String auditId) {}
