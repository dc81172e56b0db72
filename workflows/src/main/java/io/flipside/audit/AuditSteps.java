package io.flipside.audit;

import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.StageReport;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the course of an audit needs of whoever runs it: its steps, each for a kind of work, a clock, and a say in the
 * search. A workflow's steps are activities; without one they are called as they are.
 */
public interface AuditSteps {
    /** Of the audit. */
    String auditId();

    /** Steps of one small object or message. */
    RecordSteps bookkeeping(String summary);

    /** The step that reads the clip. */
    RecordSteps prepare();

    /** Steps of one pass through the models. */
    ModelSteps pass(String summary);

    /** Steps of many updates. */
    ModelSteps search(String summary);

    /** The time now, epoch milliseconds. */
    long now();

    /** Waits until something holds. */
    void await(BooleanSupplier condition);

    /** A stage of the search is done. */
    void staged(int stage);

    /** Runs a stage of the search; empty if somebody interrupted it, who has said what is to follow. */
    Optional<StageReport> interruptibly(Supplier<StageReport> stage);

    /** Tells an event, by the clock of whoever runs the audit: a repeat is the same to the last byte. */
    default void announce(String type, String discriminator, Map<String, Object> data) {
        bookkeeping("announce " + type + (discriminator.isEmpty() ? "" : " " + discriminator))
                .announce(new AuditEvent(auditId(), type, discriminator, now(), data));
    }
}
