package io.flipside.audit;

/** Task queues, by what a worker holds. */
public final class Queues {
    /** Workflow code. */
    public static final String WORKFLOW = "flipside.workflow";
    /** Steps without a model. */
    public static final String CPU = "flipside.cpu";

    private static final String GPU = "flipside.gpu.";

    private Queues() {}

    /** Steps with a model: a worker that has a generator in memory takes the audits that need it. */
    public static String gpu(String generator) {
        return GPU + generator;
    }

    /** The generator of such a queue; empty text for any other. */
    public static String generator(String queue) {
        return queue.startsWith(GPU) ? queue.substring(GPU.length()) : "";
    }

    /**
     * Questions to the same workers that need no model in memory: a step on {@link #gpu} may hold a worker for days, and
     * nobody would wait so long for a plan.
     */
    public static String plan(String generator) {
        return "flipside.plan." + generator;
    }
}
