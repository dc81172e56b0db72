package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Fresh parameters for training from scratch. A tensor depends on the seed, its name and its shape only, never on the
 * order of creation. Matrices and kernels are uniform in ±sqrt(1 / fan-in), PyTorch's default for linear and convolution
 * layers; {@code weight} and {@code gamma} vectors are ones, other vectors small and uniform, tables normal.
 */
public final class RandomTensors implements TensorSource {
    private static final double BIAS = 0.05;

    private final long seed;

    public RandomTensors(long seed) {
        this.seed = seed;
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public boolean has(String name) {
        return true;
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        return manager.create(values(name, expected), expected);
    }

    /** The values of a tensor, last dimension fastest. */
    public float[] values(String name, Shape expected) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash.getValue());
        float[] values = new float[Math.toIntExact(expected.size())];
        long fanIn = 1;
        for (int i = 1; i < expected.dimension(); i++) {
            fanIn *= expected.get(i);
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean kernel = last.equals("weight") && expected.dimension() > 1;
        float bound = (float) Math.sqrt(1.0 / fanIn);
        boolean table = last.contains("table") || last.contains("embedding");
        boolean gain = last.equals("gamma") || (last.equals("weight") && expected.dimension() == 1);
        for (int i = 0; i < values.length; i++) {
            if (kernel) {
                values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
            } else if (table) {
                values[i] = (float) (nextGaussian(random) * 0.02);
            } else {
                // not zero: a norm over channels has no gradient where a blank input leaves all of them at zero
                values[i] = gain ? 1 : (float) ((random.nextDouble() * 2 - 1) * BIAS);
            }
        }
        return values;
    }

    /** One standard normal value by Box and Muller: the JDK's own is newer than Java 17 promises for this class. */
    static double nextGaussian(SplittableRandom random) {
        double u = 1 - random.nextDouble();
        return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
