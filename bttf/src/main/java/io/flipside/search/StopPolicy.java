package io.flipside.search;

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
            if (!(probability > 0 && probability < 1) || patience < 1) {
                throw new IllegalArgumentException("needs a probability between 0 and 1 and a patience of at least 1");
            }
        }
    }

    /** Whether an update with this target probability counts as confident. */
    default boolean isConfident(double targetProbability) {
        return this instanceof Confident c && targetProbability >= c.probability();
    }

    /** Whether a stage ends after this many confident updates in a row. */
    default boolean ends(int confidentInARow) {
        return this instanceof Confident c && confidentInARow >= c.patience();
    }

    /** The name that is recorded. */
    default String label() {
        return this instanceof Confident c ? "confident-" + c.probability() + "x" + c.patience() : "run-all";
    }
}
