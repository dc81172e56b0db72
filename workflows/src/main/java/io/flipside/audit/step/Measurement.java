package io.flipside.audit.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one metric says of a counterfactual: figures, or why there are none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measurement.Figures.class, name = "figures"),
    @JsonSubTypes.Type(value = Measurement.Unavailable.class, name = "unavailable")
})
public sealed interface Measurement {
    /**
     * Figures.
     *
     * @param figures by name; no two metrics have one of the same name
     * @param weightsSha256 of the files of a network that belongs to the metric alone; most have none
     */
    record Figures(
            Map<String, Figure> figures,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<String>> weightsSha256)
            implements Measurement {
        /** Of a metric without a network of its own. */
        public Figures(Map<String, Figure> figures) {
            this(figures, Optional.empty());
        }

        public Figures {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
            weightsSha256 = weightsSha256.map(List::copyOf);
        }
    }

    /**
     * No figures.
     *
     * @param reason why not, one sentence for people
     * @param howToGetIt what to do to get them, one sentence for people
     */
    record Unavailable(String reason, String howToGetIt) implements Measurement {}

    /** The figures of many metrics by name, in order. */
    static Map<String, Figure> figures(Map<String, Measurement> metrics) {
        Map<String, Figure> all = new LinkedHashMap<>();
        metrics.values().forEach(measurement -> {
            if (measurement instanceof Figures known) {
                all.putAll(known.figures());
            }
        });
        return all;
    }

    /** Those of many metrics that have no figures, by the metric's name, in order. */
    static Map<String, Unavailable> unavailable(Map<String, Measurement> metrics) {
        Map<String, Unavailable> all = new LinkedHashMap<>();
        metrics.forEach((name, measurement) -> {
            if (measurement instanceof Unavailable none) {
                all.put(name, none);
            }
        });
        return all;
    }
}
