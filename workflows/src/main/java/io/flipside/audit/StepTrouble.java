package io.flipside.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A step that did not work and is tried again.
 *
 * @param step the step at work, such as {@code admit}
 * @param attempts made so far
 * @param kind trouble is tried for ever, a fault a few times
 * @param message of the last attempt
 */
public record StepTrouble(String step, int attempts, Kind kind, String message) {
    /** Who is at fault. */
    public enum Kind {
        /** A worker or a service. */
        TROUBLE,
        /** This program. */
        FAULT;

        /** As JSON has it; also the type of the failure in Temporal. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** By the type of a failure; what is no fault is trouble. */
        public static Kind ofFailure(String type) {
            return type.equals(FAULT.word()) ? FAULT : TROUBLE;
        }
    }

    private static final int MOST_CHARACTERS = 500;

    public StepTrouble {
        message = message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS - 3) + "...";
    }
}
