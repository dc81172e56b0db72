package io.flipside.cluster.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One thing that is so of an object, not so, or not known.
 *
 * @param type what
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param observedGeneration of the object that it was said of
 * @param lastTransitionTime when the status became what it is
 * @param reason for machines, one word
 * @param message for people, with the next step
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        String type, Status status, long observedGeneration, String lastTransitionTime, String reason, String message) {
    private static final int MOST_CHARACTERS = 2_000;

    public Condition {
        message = message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS - 3) + "...";
    }

    /** Whether it is so. */
    public enum Status {
        True,
        False,
        Unknown;

        /** Of what is known. */
        public static Status of(boolean holds) {
            return holds ? True : False;
        }
    }

    boolean saysAs(Condition other) {
        return status == other.status && reason.equals(other.reason);
    }
}
