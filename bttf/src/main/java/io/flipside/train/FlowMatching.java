package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import io.flipside.tensor.Aten;
import java.util.SplittableRandom;

/**
 * What a velocity network is asked in one update of flow matching: at {@code x_s = (1 - s) x0 + s noise} it should say
 * {@code noise - x0}. The noise levels of a batch are uniform, one in each of N equal parts, and shifted as the sampler
 * shifts them: {@code s = shift u / (1 + (shift - 1) u)}; the network is told {@code 1000 s}.
 *
 * @param clips what it is asked about
 * @param noise {@code [N, C, T, h, w]}
 * @param noisy {@code x_s}, of the same shape
 * @param timesteps {@code [N]}, float64
 */
record FlowMatching(LatentCache.Batch clips, NDArray noise, NDArray noisy, NDArray timesteps) {
    /**
     * Draws one.
     *
     * @param chosen which clips of the cache
     * @param shift of the noise schedule, above 0
     */
    static FlowMatching draw(LatentCache cache, int[] chosen, double shift, SplittableRandom random, NDManager scope) {
        int n = chosen.length;
        float[] sigmas = new float[n];
        double[] timesteps = new double[n];
        for (int i = 0; i < n; i++) {
            double u = (i + random.nextDouble()) / n;
            sigmas[i] = (float) (shift * u / (1 + (shift - 1) * u));
            timesteps[i] = 1000.0 * sigmas[i];
        }
        LatentCache.Batch batch = cache.batch(chosen, scope);
        NDArray noise =
                Latent.noise(batch.latents().getShape(), random.nextLong()).toArray(scope);
        NDArray s = scope.create(sigmas, new Shape(n, 1, 1, 1, 1));
        NDArray noisy = batch.latents().mul(s.neg().add(1)).add(noise.mul(s));
        return new FlowMatching(batch, noise, noisy, scope.create(timesteps));
    }

    /** Mean squared error; the first frame is given and must come back unchanged, so its error counts twice. */
    NDArray loss(NDArray velocity) {
        NDManager scope = noisy.getManager();
        NDArray weights = scope.ones(new Shape(1, 1, noisy.getShape().get(2), 1, 1), DataType.FLOAT32);
        weights.set(new NDIndex(":,:,0"), 2);
        return Aten.call("flow_loss", velocity, clips.latents(), noise, weights);
    }
}
