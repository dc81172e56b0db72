package io.flipside.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Every metric of Flipside. The dashboard, the alerts and docs/telemetry.md use these names and no others. A tag's values
 * are few: queues, generators, steps, stages. No tag names an audit, for a series that is made stays.
 */
public enum Meter {
    /** Finished updates of searches; its rate is updates a second. */
    UPDATES("flipside.updates", Kind.COUNTER, "", List.of(Tag.GENERATOR)),
    /** Updates that a search made again because no checkpoint had them when it went on. */
    UPDATES_LOST("flipside.updates.lost", Kind.COUNTER, "", List.of(Tag.GENERATOR)),
    /** How long a step took, a stage of a search each for itself, and whether it was done. */
    STEP("flipside.step", Kind.TIMER, "seconds", List.of(Tag.STEP, Tag.STAGE, Tag.END)),
    /** What the classifier gave the target after the last update of this process. */
    TARGET_PROBABILITY("flipside.target.probability", Kind.GAUGE, "", List.of(Tag.GENERATOR)),
    /** Size of a written checkpoint. */
    CHECKPOINT_SIZE("flipside.checkpoint.size", Kind.SUMMARY, "bytes", List.of()),
    /** Time since the last checkpoint of the search at work, or since that began or went on; 0 where none is. */
    CHECKPOINT_AGE("flipside.checkpoint.age", Kind.GAUGE, "seconds", List.of()),
    /** Steps that this process is at. */
    STEPS_IN_FLIGHT("flipside.steps.in.flight", Kind.GAUGE, "", List.of(Tag.QUEUE)),
    /** Steps of a queue that a worker is at, in all processes. */
    QUEUE_IN_FLIGHT("flipside.queue.in.flight", Kind.GAUGE, "", List.of(Tag.QUEUE)),
    /** Steps of a queue that wait, in all processes. */
    QUEUE_BACKLOG("flipside.queue.backlog", Kind.GAUGE, "", List.of(Tag.QUEUE)),
    /** Memory of this process outside its Java heap: libtorch's tensors, threads, code. */
    NATIVE_MEMORY("flipside.native.memory", Kind.GAUGE, "bytes", List.of()),
    /** Memory of a device, of all processes on it. */
    DEVICE_MEMORY("flipside.device.memory", Kind.GAUGE, "bytes", List.of(Tag.DEVICE, Tag.PART)),
    /** From the start of an audit to its verdict. */
    TIME_TO_VERDICT("flipside.time.to.verdict", Kind.TIMER, "seconds", List.of(Tag.OUTCOME));

    /** What is measured, as Micrometer has it. */
    private enum Kind {
        COUNTER("_total"),
        GAUGE(""),
        TIMER("_count", "_sum", "_max"),
        SUMMARY("_count", "_sum", "_max");

        private final List<String> endings;

        Kind(String... endings) {
            this.endings = List.of(endings);
        }
    }

    /** What tells the series of a metric apart. */
    public enum Tag {
        /** A task queue, such as {@code flipside.gpu.tiny}. */
        QUEUE,
        /** A generator by name. */
        GENERATOR,
        /** A step by the name of its activity. */
        STEP,
        /** Number of a search's stage; empty for other steps. */
        STAGE,
        /** {@code done} or {@code not-done}. */
        END,
        /** Number of a CUDA device. */
        DEVICE,
        /** {@code used} or {@code total}. */
        PART,
        /** What an audit came to, such as {@code flipped}. */
        OUTCOME;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String id;
    private final Kind kind;
    private final String unit;
    private final List<Tag> tags;

    Meter(String id, Kind kind, String unit, List<Tag> tags) {
        this.id = id;
        this.kind = kind;
        this.unit = unit;
        this.tags = tags;
    }

    /** The names under which Prometheus has it. */
    public List<String> published() {
        String base = id.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
        return kind.endings.stream().map(ending -> base + ending).toList();
    }

    /** What tells its series apart, in order. */
    public List<Tag> tags() {
        return tags;
    }

    /** The counter of these values of its tags. */
    public Counter counter(String... values) {
        require(Kind.COUNTER);
        return registry().counter(id, pairs(values));
    }

    /** The timer of these values of its tags. */
    public Timer timer(String... values) {
        require(Kind.TIMER);
        return registry().timer(id, pairs(values));
    }

    /** What takes single values, with these values of its tags. */
    public DistributionSummary summary(String... values) {
        require(Kind.SUMMARY);
        return DistributionSummary.builder(id)
                .baseUnit(unit)
                .tags(pairs(values))
                .register(registry());
    }

    /** Publishes what {@code figure} finds in its owner whenever somebody asks, as long as the owner is in use. */
    public <T> void gauge(T owner, ToDoubleFunction<T> figure, String... values) {
        require(Kind.GAUGE);
        Gauge.builder(id, owner, figure)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(pairs(values))
                .register(registry());
    }

    /** A gauge of many series that come and go together. */
    public MultiGauge many() {
        require(Kind.GAUGE);
        return MultiGauge.builder(id).register(registry());
    }

    /** One of them. */
    public MultiGauge.Row<?> row(double figure, String... values) {
        return MultiGauge.Row.of(Tags.of(pairs(values)), figure);
    }

    private void require(Kind asked) {
        if (kind != asked) {
            throw new IllegalStateException(this + " is a " + kind);
        }
    }

    private String[] pairs(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException(this + " has the tags " + tags + " and not " + values.length);
        }
        return Stream.iterate(0, i -> i < values.length, i -> i + 1)
                .flatMap(i -> Stream.of(tags.get(i).key(), values[i]))
                .toArray(String[]::new);
    }

    private static MeterRegistry registry() {
        return Metrics.globalRegistry;
    }
}
