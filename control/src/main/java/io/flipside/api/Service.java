package io.flipside.api;

import io.flipside.desk.AuditDesk;
import io.flipside.desk.QueueDemand;
import java.util.List;
import java.util.Optional;

/** The process behind the doors, as they see it. */
public interface Service {
    /** Doors to the audits. */
    AuditDesk desk();

    /** Whether it does its work. */
    boolean isRunning();

    /** What keeps it from doing so, a line each; empty if nothing does. */
    List<String> complaints();

    /** Whether models are in memory; empty if it has no use for any. */
    Optional<Boolean> warm();

    /** What waits for workers, by queue; empty if that is not known, or not asked by this process. */
    Optional<List<QueueDemand>> demand();
}
