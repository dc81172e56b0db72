package io.flipside.store;

import java.time.Duration;

/**
 * How long one silent moment of the object store may last before it counts as an outage. A large object may take longer
 * altogether, as long as bytes keep coming.
 *
 * @param connect until a connection stands
 * @param transfer until the next bytes are read or taken
 */
public record StoreTimeouts(Duration connect, Duration transfer) {

    /** Short, because whoever calls has a workflow behind it that retries. */
    public static final StoreTimeouts DEFAULT = new StoreTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(15));

    public StoreTimeouts {
        // zero would mean "for ever" to the HTTP client
        if (connect.toMillis() < 1 || transfer.toMillis() < 1) {
            throw new IllegalArgumentException("timeouts must be at least one millisecond");
        }
    }
}
