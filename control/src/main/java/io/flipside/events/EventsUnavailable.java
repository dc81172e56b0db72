package io.flipside.events;

import io.flipside.WorkerTrouble;

/** Kafka did not take a message; trying again may help. */
public final class EventsUnavailable extends WorkerTrouble {
    private static final long serialVersionUID = 1L;

    EventsUnavailable(String topic, Throwable cause) {
        super("topic " + topic + " did not take a message: " + cause.getMessage(), cause);
    }
}
