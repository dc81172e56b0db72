package io.flipside.plan;

import io.flipside.cost.MachineRates;
import io.flipside.method.SearchForecast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an audit takes at most.
 *
 * @param stages of the search, in order
 * @param updates of all stages
 * @param memory bytes at the peak, by part
 * @param operations of the whole search
 * @param unknownClassifier whether the classifier's operations are not in it, for only its program knows them
 * @param machine whose rates were taken, if any
 * @param seconds of the search on it
 * @param deviceMemory bytes that the machine's device has, if it is a named one
 * @param storeBytes left in the store
 * @param price of the seconds, if a rate was given
 */
public record CostPlan(
        List<Stage> stages,
        int updates,
        Map<String, Long> memory,
        double operations,
        boolean unknownClassifier,
        Optional<String> machine,
        Optional<Double> seconds,
        Optional<Long> deviceMemory,
        long storeBytes,
        Optional<Double> price) {
    /** The Java process and libtorch themselves: 0.35 to 0.5 GB as measured. */
    private static final long PROCESS_BYTES = 450_000_000;

    private static final long RECORD_BYTES = 300_000;
    private static final int STATES_UNDER_WAY = 3;
    private static final int SECONDS_OF_AN_HOUR = 3600;
    /** Bytes of a losslessly coded pixel, red, green and blue, at most. */
    private static final int PIXEL_BYTES = 3;

    /**
     * One stage.
     *
     * @param label for people
     * @param updates at most
     * @param recomputed which parts are computed again on the way back
     * @param graphBytes of the graphs at the peak of an update
     * @param operations of one update
     * @param secondsAnUpdate on the machine, if it is known
     */
    public record Stage(
            String label,
            int updates,
            List<String> recomputed,
            long graphBytes,
            double operations,
            Optional<Double> secondsAnUpdate) {
        public Stage {
            recomputed = List.copyOf(recomputed);
        }
    }

    public CostPlan {
        stages = List.copyOf(stages);
        memory = new TreeMap<>(memory);
    }

    /**
     * The plan of a search.
     *
     * @param rates of the machine, if it is known
     * @param deviceMemory bytes of its device, if it has one
     * @param rate price of an hour
     */
    public static CostPlan of(
            SearchForecast forecast, Optional<MachineRates> rates, Optional<Long> deviceMemory, Optional<Double> rate) {
        List<Stage> stages = forecast.stages().stream()
                .map(stage -> new Stage(
                        stage.label(),
                        stage.updates(),
                        stage.recomputed(),
                        stage.graphBytes(),
                        stage.operations(),
                        rates.flatMap(known -> forecast.seconds(stage, known))))
                .toList();
        Optional<Double> seconds = rates.flatMap(forecast::seconds);
        return new CostPlan(
                stages,
                forecast.updates(),
                memory(forecast),
                forecast.operations(),
                forecast.classifier().logits().isEmpty(),
                seconds.flatMap(known -> rates.map(MachineRates::name)),
                seconds,
                deviceMemory,
                store(forecast),
                rate.flatMap(price -> seconds.map(time -> price * time / SECONDS_OF_AN_HOUR)));
    }

    /** Bytes at the peak of all parts together. */
    public long peakBytes() {
        return memory.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> memory(SearchForecast forecast) {
        Map<String, Long> memory = new TreeMap<>();
        forecast.generator().weights().forEach((network, bytes) -> memory.put("weights of " + network, bytes));
        memory.put("weights of classifier", forecast.classifier().weights());
        memory.put("keys and values of the context", forecast.generator().held());
        memory.put("gradient graphs", forecast.graphBytes());
        memory.put("process", PROCESS_BYTES);
        return memory;
    }

    private static long store(SearchForecast forecast) {
        long state = forecast.search().stateBytes();
        long clips = 2 * PIXEL_BYTES * forecast.generator().clip().places();
        return state * (forecast.stages().size() + STATES_UNDER_WAY) + clips + RECORD_BYTES;
    }
}
