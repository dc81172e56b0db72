package io.flipside.audit.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether the generator knows the clip.
 *
 * @param state {@code within} its limits, {@code outside} of them, or {@code unknown}: it has none
 * @param figures what was measured on the clip, with the adapter if there is one
 * @param limits of the generator, empty if it has none
 * @param sentence for people, with the next step
 */
public record DomainFacts(String state, Map<String, Double> figures, Map<String, Double> limits, String sentence) {
    /** The clip is like those the generator was measured on. */
    public static final String WITHIN = "within";
    /** The clip is unlike them. */
    public static final String OUTSIDE = "outside";
    /** The generator has no limits. */
    public static final String UNKNOWN = "unknown";

    public DomainFacts {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }

    /** Whether a limit is broken. */
    @JsonIgnore
    public boolean isOutside() {
        return state.equals(OUTSIDE);
    }
}
