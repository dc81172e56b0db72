package io.flipside.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a door that takes requests from a topic is doing.
 *
 * @param alive whether its thread is at work
 * @param lag messages on the topic that it has not taken yet, as far as it knows
 * @param waitingSince since when it makes no progress because something is away; empty while all is well
 * @param lastTrouble the last thing that went wrong, over or not
 */
public record DoorState(boolean alive, long lag, Optional<Instant> waitingSince, Optional<String> lastTrouble) {
    /** A broker that starts again takes less. */
    private static final Duration MAY_WAIT = Duration.ofMinutes(1);

    /** What keeps it from taking requests, a line each; nothing if all is well or it has waited for a moment only. */
    public List<String> complaints(Instant now) {
        List<String> complaints = new ArrayList<>();
        if (!alive) {
            complaints.add("nobody listens for requests on Kafka any more. Restart this process.");
        }
        waitingSince
                .filter(since -> since.plus(MAY_WAIT).isBefore(now))
                .ifPresent(since -> complaints.add(
                        "requests on Kafka wait since " + since + ": " + lastTrouble.orElse("no reason is known")));
        return complaints;
    }
}
