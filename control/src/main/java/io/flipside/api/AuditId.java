package io.flipside.api;

/** Answer to what starts or ends an audit: its id. */
public record AuditId(String auditId) {}
