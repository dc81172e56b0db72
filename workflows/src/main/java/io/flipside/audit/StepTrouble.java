package io.flipside.audit;

/**
 * A step that did not work and is tried again.
 *
 * @param step the step at work, such as {@code admit}
 * @param attempts made so far
 * @param kind {@code trouble} of a worker or a service, tried for ever, or {@code fault} of this program, tried a few
 *     times
 * @param message of the last attempt
 */
public record StepTrouble(String step, int attempts, String kind, String message) {
    /** Kind: a worker or a service is at fault. */
    public static final String TROUBLE = "trouble";
    /** Kind: this program is at fault. */
    public static final String FAULT = "fault";

    private static final int MOST_CHARACTERS = 500;

    public StepTrouble {
        message = message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS - 3) + "...";
    }
}
