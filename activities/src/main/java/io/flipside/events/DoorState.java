package io.flipside.events;

import java.time.Instant;
import java.util.Optional;

/**
 * How a door that takes requests from a topic is doing.
 *
 * @param alive whether its thread is at work
 * @param lag messages on the topic that it has not taken yet, as far as it knows
 * @param waitingSince since when it makes no progress because something is away; empty while all is well
 * @param lastTrouble the last thing that went wrong, over or not
 */
public record DoorState(boolean alive, long lag, Optional<Instant> waitingSince, Optional<String> lastTrouble) {}
