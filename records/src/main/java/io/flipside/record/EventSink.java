package io.flipside.record;

import io.flipside.audit.step.ToldEvent;

/** Tells an event to the world; returns when the world has it. */
@FunctionalInterface
public interface EventSink {
    /** Sends one event; telling it again is harmless. */
    void send(ToldEvent event);
}
