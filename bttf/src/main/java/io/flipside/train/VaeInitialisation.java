package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.TensorSource;
import java.util.Set;

/**
 * A VAE that begins as an image autoencoder: taps on earlier frames are zero, time is halved by taking the later frame
 * and doubled by repeating it. So it can learn shapes and colours on single frames, a seventeenth of the cost, before it
 * sees motion. The posterior begins narrow: as wide as the prior it drowns what an untrained encoder says of colour.
 */
final class VaeInitialisation implements TensorSource {
    private static final float NARROW = -5;

    private final RandomTensors random;

    VaeInitialisation(long seed) {
        random = new RandomTensors(seed);
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
        NDArray array = random.read(name, expected, manager);
        boolean kernelOverTime = expected.dimension() == 5 && expected.get(2) == 3;
        if (!kernelOverTime && !name.equals("quant_conv.bias")) {
            return array;
        }
        float[] values = array.toFloatArray();
        array.close();
        if (name.equals("quant_conv.bias")) {
            java.util.Arrays.fill(values, values.length / 2, values.length, NARROW);
        } else if (name.endsWith("time_conv.weight")) {
            repeatFrames(values, expected);
        } else {
            forgetEarlierFrames(values, expected);
        }
        return manager.create(values, expected);
    }

    private static void repeatFrames(float[] values, Shape shape) {
        int in = (int) shape.get(1);
        for (int i = 0; i < values.length; i++) {
            int tap = i % 3;
            int from = i / 3 % in;
            int to = i / 3 / in % in;
            values[i] = tap == 2 && from == to ? 1 : 0;
        }
    }

    private static void forgetEarlierFrames(float[] values, Shape shape) {
        int plane = (int) (shape.get(3) * shape.get(4));
        float gain = (float) Math.sqrt(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = i / plane % 3 == 2 ? values[i] * gain : 0;
        }
    }
}
