package io.flipside.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an audit may take at most on a worker. Zero or none of the three may be there.
 *
 * @param mebibytes of memory at the peak
 * @param teraOperations of the whole search
 * @param hours of the search on the machine; not held where nobody knows how fast it is
 */
public record CostLimits(Optional<Long> mebibytes, Optional<Long> teraOperations, Optional<Long> hours) {
    /** Any audit. */
    public static final CostLimits NONE = new CostLimits(Optional.empty(), Optional.empty(), Optional.empty());

    private static final double MEBI = 1 << 20;
    private static final double TERA = 1e12;
    private static final double TENTHS = 10;
    private static final double SECONDS_OF_AN_HOUR = 3600;

    private static final String FEWER_UPDATES =
            "Ask for fewer updates (plan.budget.iterations) or fewer steps (plan.schedule.denoisingSteps).";
    private static final String LESS_MEMORY = "Ask for a smaller generator or classifier, or whoever runs the worker"
            + " to hold weights in less memory (FLIPSIDE_WEIGHTS, FLIPSIDE_GRAPH_BUDGET).";

    /** Whether any audit may run. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** What of a plan is over a limit, with the numbers and the next step; empty if nothing is. */
    public Optional<String> broken(CostPlan plan) {
        List<String> over = new ArrayList<>();
        Optional<String> memory = over(plan.peakBytes() / MEBI, "MiB of memory", mebibytes);
        memory.ifPresent(over::add);
        over(plan.operations() / TERA, "TFLOP", teraOperations).ifPresent(over::add);
        plan.seconds()
                .flatMap(seconds -> over(seconds / SECONDS_OF_AN_HOUR, "hours", hours))
                .ifPresent(over::add);
        if (over.isEmpty()) {
            return Optional.empty();
        }
        if (memory.isEmpty() || over.size() > 1) {
            over.add(FEWER_UPDATES);
        }
        if (memory.isPresent()) {
            over.add(LESS_MEMORY);
        }
        return Optional.of(String.join(" ", over));
    }

    // rounded up to tenths: what is over a limit also reads so
    private static Optional<String> over(double value, String unit, Optional<Long> limit) {
        return limit.filter(most -> value > most)
                .map(most -> String.format(
                        Locale.ROOT,
                        "The plan takes %,.1f %s; this worker takes at most %,d.",
                        Math.ceil(value * TENTHS) / TENTHS,
                        unit,
                        most));
    }
}
