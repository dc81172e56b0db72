package io.flipside.metric;

import io.flipside.UserError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a metric says: figures, or why there are none. */
public sealed interface MetricResult {
    /**
     * Figures.
     *
     * @param byName in the order to show; at least one
     * @param weightsSha256 of the files of a network that belongs to the metric alone; none for most
     */
    record Values(Map<String, MetricValue> byName, List<String> weightsSha256) implements MetricResult {
        /** Of a metric without a network of its own. */
        public Values(Map<String, MetricValue> byName) {
            this(byName, List.of());
        }

        public Values {
            weightsSha256 = List.copyOf(weightsSha256);
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
            if (byName.isEmpty()) {
                throw new IllegalArgumentException("a metric that has no figure is unavailable, and says why");
            }
        }
    }

    /**
     * No figures.
     *
     * @param reason why not, one sentence for people
     * @param howToGetIt what to do to get them, one sentence for people
     */
    record Unavailable(String reason, String howToGetIt) implements MetricResult {}

    /** What a figure of the change is where nothing changed: a number would look as if something had been found. */
    static MetricResult unchanged() {
        return new Unavailable(
                "The counterfactual equals the original: there is no change to measure.",
                "Nothing is missing: a counterfactual that differs has this figure.");
    }

    /**
     * A figure that one cannot do without.
     *
     * @param name one of the metric's figures
     * @throws UserError if there are none, saying why and how to get them
     */
    default double value(String name) {
        if (this instanceof Values values) {
            MetricValue value = values.byName().get(name);
            if (value != null) {
                return value.value();
            }
            throw new IllegalArgumentException("the metric has no figure '" + name + "', but "
                    + values.byName().keySet());
        }
        Unavailable none = (Unavailable) this;
        throw new UserError(none.reason() + " " + none.howToGetIt());
    }
}
