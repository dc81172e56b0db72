package io.flipside.audit;

/** Task queues, by what a worker holds. */
public final class Queues {
    /** Workflow code. */
    public static final String WORKFLOW = "flipside.workflow";
    /** Steps without a model. */
    public static final String CPU = "flipside.cpu";

    private Queues() {}

    /** Steps with a model: a worker that has a generator in memory takes the audits that need it. */
    public static String gpu(String generator) {
        return "flipside.gpu." + generator;
    }

    /**
     * Questions to the same workers that need no model in memory: a step on {@link #gpu} may hold a worker for days, and
     * nobody would wait so long for a plan.
     */
    public static String plan(String generator) {
        return "flipside.plan." + generator;
    }
}
