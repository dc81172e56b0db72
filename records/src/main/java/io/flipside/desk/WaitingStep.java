package io.flipside.desk;

import java.time.Instant;

/**
 * A step that no worker has taken.
 *
 * @param step its name
 * @param queue that it waits on
 * @param since when it could have been taken
 * @param unserved whether it is known that no worker asks for work there; some servers do not say
 */
public record WaitingStep(String step, String queue, Instant since, boolean unserved) {}
