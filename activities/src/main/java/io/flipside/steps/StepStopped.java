package io.flipside.steps;

/** A step is to stop where it is. */
public final class StepStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who says so. */
    public enum Why {
        /** Somebody else has the step, or nobody needs it: nothing more may be written. */
        LOST("the step is another's now, or nobody's"),
        /** This worker stops; the step goes on elsewhere. */
        WORKER_STOPS("the worker is stopping; the search goes on elsewhere"),
        /** Cancelled, paused or reset by a person. */
        CALLED_OFF("the step was called off");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Why why;

    /** @param cause as whoever runs the step put it */
    public StepStopped(Why why, Throwable cause) {
        super(why.sentence, cause);
        this.why = why;
    }

    /** Who says so. */
    public Why why() {
        return why;
    }
}
