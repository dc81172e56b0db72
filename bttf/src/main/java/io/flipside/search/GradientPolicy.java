package io.flipside.search;

/** How far the gradient travels back through the sampler. Anything but {@link Full} is a shortcut and is recorded. */
public sealed interface GradientPolicy {
    /** Through every denoising step (the paper). */
    record Full() implements GradientPolicy {}

    /**
     * Through the network in the last steps only; earlier steps pass the gradient along their identity path.
     *
     * @param steps at least 1
     */
    record LastSteps(int steps) implements GradientPolicy {
        public LastSteps {
            if (steps < 1) {
                throw new IllegalArgumentException("steps must be at least 1, is " + steps);
            }
        }
    }

    /** Whether the step at {@code index} of {@code n} (0 first) passes its gradient through the network. */
    default boolean through(int index, int n) {
        return !(this instanceof LastSteps last) || index >= n - last.steps();
    }

    /** How many of n steps pass their gradient through the network. */
    default int stepsThrough(int n) {
        return this instanceof LastSteps last ? Math.min(last.steps(), n) : n;
    }

    /** Through how many of the last steps; 0 for all. */
    default int lastSteps() {
        return this instanceof LastSteps last ? last.steps() : 0;
    }

    /** The same where there are at most so many steps. */
    default GradientPolicy upTo(int steps) {
        return this instanceof LastSteps last ? new LastSteps(Math.min(last.steps(), steps)) : this;
    }

    /** The name that is recorded: {@code full} or {@code last-K}. */
    default String label() {
        return this instanceof LastSteps last ? "last-" + last.steps() : "full";
    }
}
