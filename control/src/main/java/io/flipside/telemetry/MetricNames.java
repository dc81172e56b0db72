package io.flipside.telemetry;

/** Every meter by its name: dashboards, alerts and docs use exactly these. */
public final class MetricNames {
    /** Gauge: steps of a queue that a worker is at, in all processes. */
    public static final String QUEUE_IN_FLIGHT = "flipside.queue.in.flight";
    /** Gauge: steps of a queue that wait, in all processes. */
    public static final String QUEUE_BACKLOG = "flipside.queue.backlog";
    /** Gauge: steps that this process is at. */
    public static final String STEPS_IN_FLIGHT = "flipside.steps.in.flight";

    /** Tag: a queue by its name in Temporal. */
    public static final String QUEUE = "queue";

    private MetricNames() {}
}
