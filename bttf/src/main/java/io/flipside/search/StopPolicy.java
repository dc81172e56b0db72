package io.flipside.search;

import java.util.OptionalDouble;

/** When a stage of the search ends. */
public sealed interface StopPolicy {
    /** Every stage runs all its updates (the paper). */
    record RunAll() implements StopPolicy {}

    /**
     * A stage ends as soon as the target probability has reached a threshold in some updates in a row. The search then
     * goes on with the next number of steps: the final clip always has N.
     *
     * @param probability threshold in (0, 1)
     * @param patience updates in a row, at least 1
     */
    record Confident(double probability, int patience) implements StopPolicy {
        public Confident {
            require(probability, patience);
        }
    }

    /**
     * As {@link Confident}, and the loss no longer moves: each of these updates has changed the loss of the one before it
     * by no more than a part of that.
     *
     * @param probability threshold in (0, 1)
     * @param patience updates in a row, at least 1
     * @param flatness that part, in (0, 1]
     */
    record Settled(double probability, int patience, double flatness) implements StopPolicy {
        public Settled {
            require(probability, patience);
            if (!(flatness > 0 && flatness <= 1)) {
                throw new IllegalArgumentException("needs a flatness of more than 0, at most 1");
            }
        }

        private boolean isFlat(double loss, OptionalDouble before) {
            return before.isPresent()
                    && Math.abs(loss - before.getAsDouble()) <= flatness * Math.abs(before.getAsDouble());
        }
    }

    private static void require(double probability, int patience) {
        if (!(probability > 0 && probability < 1) || patience < 1) {
            throw new IllegalArgumentException("needs a probability between 0 and 1 and a patience of at least 1");
        }
    }

    /** Whether an update with this target probability is confident. */
    default boolean isConfident(double targetProbability) {
        return this instanceof Confident c && targetProbability >= c.probability()
                || this instanceof Settled s && targetProbability >= s.probability();
    }

    /**
     * Whether an update counts towards the end of its stage.
     *
     * @param before loss of the update before it, in its stage and from its noise, if there was one
     */
    default boolean counts(double targetProbability, double loss, OptionalDouble before) {
        return isConfident(targetProbability) && (!(this instanceof Settled s) || s.isFlat(loss, before));
    }

    /** Whether it looks at the loss, so that a state must hold the last one. */
    default boolean looksAtTheLoss() {
        return this instanceof Settled;
    }

    /** Whether a stage ends after this many updates in a row that count. */
    default boolean ends(int inARow) {
        return this instanceof Confident c && inARow >= c.patience()
                || this instanceof Settled s && inARow >= s.patience();
    }

    /** The name that is recorded. */
    default String label() {
        if (this instanceof Settled s) {
            return "settled-" + s.probability() + "x" + s.patience() + "-flat-" + s.flatness();
        }
        return this instanceof Confident c ? "confident-" + c.probability() + "x" + c.patience() : "run-all";
    }
}
