package io.flipside.method;

/** A loss or gradient was not finite: the search stops instead of optimising garbage. */
public final class NonFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int stage;
    private final int iteration;

    /**
     * @param what was not finite, in a word
     * @param stage id of the {@link Stage}
     * @param iteration update inside the stage, from 1
     */
    public NonFiniteException(String what, int stage, int iteration) {
        super("the " + what + " became non-finite in stage " + stage + ", update " + iteration
                + ". Lower the learning rate or check the models.");
        this.stage = stage;
        this.iteration = iteration;
    }

    /** Id of the {@link Stage} in which it happened. */
    public int stage() {
        return stage;
    }

    /** Update inside the stage, from 1. */
    public int iteration() {
        return iteration;
    }
}
