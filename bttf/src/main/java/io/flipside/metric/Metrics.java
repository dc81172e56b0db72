package io.flipside.metric;

import io.flipside.frames.RgbFrames;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every metric there is. One more is a class in this room and a line here; or, where it needs what this room may not know, a
 * class anywhere and a line in {@code META-INF/services/io.flipside.metric.Metric}.
 */
public final class Metrics {
    private static final List<Metric> ALL = withFound(List.of(
            new SsimMetric(), new LpipsMetric(), new SparsityMetric(), new HighFrequencyMetric(), new CoutMetric()));

    private Metrics() {}

    /** All of them, in the order to show: those of this room as they are listed, then the others by name. */
    public static List<Metric> all() {
        return ALL;
    }

    /**
     * What every metric says of a counterfactual, by the metric's name, in the order to show.
     *
     * @throws IllegalStateException if two metrics have a figure of one name
     */
    public static Map<String, MetricResult> measure(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        Map<String, MetricResult> results = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Metric metric : ALL) {
            MetricResult result = metric.of(original, counterfactual, models);
            if (result instanceof MetricResult.Values values
                    && !values.byName().keySet().stream().allMatch(names::add)) {
                throw new IllegalStateException("metric '" + metric.name() + "' has a figure of another's name: "
                        + values.byName().keySet());
            }
            results.put(metric.name(), result);
        }
        return results;
    }

    private static List<Metric> withFound(List<Metric> own) {
        Stream<Metric> found = ServiceLoader.load(Metric.class, Metric.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Metric::name));
        return Stream.concat(own.stream(), found).toList();
    }
}
