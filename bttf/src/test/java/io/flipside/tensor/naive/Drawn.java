package io.flipside.tensor.naive;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Random arguments, the same in every run. Values are float32 numbers, so both sides compute with the same. */
public final class Drawn {
    private final Random random;

    /** From a seed. */
    public Drawn(long seed) {
        random = new Random(seed);
    }

    /** Standard normal values. */
    public Plain normal(int... shape) {
        return Plain.each(shape, i -> (float) random.nextGaussian());
    }

    /** Small values, as weights have them. */
    public Plain small(int... shape) {
        return Plain.each(shape, i -> (float) (random.nextGaussian() * 0.4));
    }

    /** Values around one, as a norm's gain has them. */
    public Plain gain(int... shape) {
        return Plain.each(shape, i -> (float) (1 + random.nextGaussian() * 0.2));
    }

    /** By a formula of numbers in [0, 1). */
    public Plain uniform(DoubleUnaryOperator formula, int... shape) {
        return Plain.each(shape, i -> (float) formula.applyAsDouble(random.nextDouble()));
    }

    /** Whole numbers from 0 up to, and without, a bound. */
    public Plain whole(int bound, int... shape) {
        Plain drawn = Plain.each(shape, i -> random.nextInt(bound));
        return new Plain(drawn.shape(), drawn.values(), Plain.Kind.WHOLE);
    }
}
