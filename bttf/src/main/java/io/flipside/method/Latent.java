package io.flipside.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An immutable float32 tensor on the heap: a variable of a search, or what its optimiser keeps of it. A latent is small (2.4 MB
 * at 33 frames of 512x512), so state needs no native memory and compares bit by bit.
 */
public final class Latent {
    private final Shape shape;
    private final float[] values;

    private Latent(Shape shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** Copies values of the given shape. */
    public static Latent of(Shape shape, float[] values) {
        if (shape.size() != values.length) {
            throw new IllegalArgumentException(values.length + " values for shape " + shape);
        }
        return new Latent(shape, values.clone());
    }

    /** Copies a float32 array. */
    public static Latent of(NDArray array) {
        return new Latent(array.getShape(), array.toFloatArray());
    }

    /** Zeros. */
    public static Latent zeros(Shape shape) {
        return new Latent(shape, new float[Math.toIntExact(shape.size())]);
    }

    /** Standard normal noise that depends on seed and shape alone, on every machine (Box and Muller, strict maths). */
    public static Latent noise(Shape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i += 2) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            values[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return new Latent(shape, values);
    }

    /** Its shape. */
    public Shape shape() {
        return shape;
    }

    /** A copy of the values, last dimension fastest. */
    public float[] values() {
        return values.clone();
    }

    /** A native copy that belongs to {@code manager}. */
    public NDArray toArray(NDManager manager) {
        return manager.create(values, shape);
    }

    /** Euclidean length of all values together, summed in double precision. */
    public double norm() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** The same times a number, in double precision, rounded once. */
    public Latent times(double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (factor * values[i]);
        }
        return new Latent(shape, scaled);
    }

    /** Whether every value is finite. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Latent other && shape.equals(other.shape) && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Latent" + shape;
    }
}
