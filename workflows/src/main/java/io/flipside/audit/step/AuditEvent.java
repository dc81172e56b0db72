package io.flipside.audit.step;

import java.util.Map;

/**
 * Something that became of an audit, to be told to others.
 *
 * @param auditId the audit
 * @param type {@code accepted}, {@code stage.completed}, {@code completed}, {@code refused}, {@code failed},
 *     {@code set-aside} or {@code cancelled}
 * @param discriminator tells events of one type apart, such as the stage; empty if there is one only
 * @param timeMillis when it happened, epoch milliseconds
 * @param data what there is to say
 */
public record AuditEvent(String auditId, String type, String discriminator, long timeMillis, Map<String, Object> data)
        implements ToldEvent {
    /** Type of the last event of an audit that was judged. Of any other the last has the verdict's word. */
    public static final String COMPLETED = "completed";

    @Override
    public String id() {
        return auditId + "/" + type + (discriminator.isEmpty() ? "" : "/" + discriminator);
    }

    @Override
    public String about() {
        return "audit";
    }

    @Override
    public String subject() {
        return auditId;
    }
}
