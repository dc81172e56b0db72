package io.flipside.audit.step;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One part of a verdict: what was measured, and whether that is as it should be.
 *
 * @param state what came of it
 * @param sentence for people; where something is wrong, with the next step
 * @param figures what was measured, by name
 * @param limits by the name of the figure that they are limits of; a figure without one was not judged
 */
public record VerdictPart(State state, String sentence, Map<String, Double> figures, Map<String, Double> limits) {
    /** What came of a measurement. */
    public enum State {
        /** It is as it should be. */
        @JsonProperty("holds")
        HOLDS,
        /** It is not. */
        @JsonProperty("broken")
        BROKEN,
        /** It was measured, and lies where nobody should rely on it either way. */
        @JsonProperty("undecided")
        UNDECIDED,
        /** It was measured, and nobody has set a limit. */
        @JsonProperty("measured")
        MEASURED,
        /** It could not be measured. */
        @JsonProperty("unknown")
        UNKNOWN
    }

    public VerdictPart {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }
}
