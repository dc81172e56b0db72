package io.flipside.cluster;

import java.time.Duration;

/**
 * How long the controller waits.
 *
 * @param poll between two looks at an audit at work
 * @param worker before a step that nobody takes is worth a word
 * @param end between two looks at an audit that is to end
 */
record Patience(Duration poll, Duration worker, Duration end) {
    private static final Duration WORKER = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(1);

    /** As set, and what nobody needs to set. */
    static Patience polling(Duration poll) {
        return new Patience(poll, WORKER, END);
    }
}
