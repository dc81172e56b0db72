package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** The sinusoidal embedding of a timestep: cosines, then sines, computed in double precision (docs/models.md). */
final class Sinusoid {
    private Sinusoid() {}

    /**
     * @param timesteps {@code [N]}, float64
     * @param dim even width
     * @return {@code [N, dim]}, float32
     */
    static NDArray of(NDArray timesteps, int dim) {
        int half = dim / 2;
        double[] frequencies = new double[half];
        for (int i = 0; i < half; i++) {
            frequencies[i] = Math.pow(10_000, -(double) i / half);
        }
        NDArray angles = timesteps.reshape(-1, 1).mul(timesteps.getManager().create(frequencies, new Shape(1, half)));
        return NDArrays.concat(new NDList(angles.cos(), angles.sin()), 1).toType(DataType.FLOAT32, false);
    }
}
