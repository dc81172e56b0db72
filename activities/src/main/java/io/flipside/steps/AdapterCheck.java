package io.flipside.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.search.Latent;
import io.flipside.tensor.Autograd;

/**
 * Does a generator know the domain of a clip? The flow-matching error of the clip itself: at {@code x = (1 - s) z +
 * s noise} the velocity should be {@code noise - z}. An adapter that was made for another base, or another domain, gives
 * a large one.
 */
final class AdapterCheck {
    private static final double[] SIGMAS = {0.3, 0.6, 0.9};
    private static final long SEED = 20;

    private AdapterCheck() {}

    /** Mean squared error of the velocity over three noise levels; 2 is what an untrained network has. */
    static double error(Models models, Clip clip) {
        try (NDManager scope = models.manager().newSubManager()) {
            NDArray pixels = Prediction.toArray(clip, scope);
            return Autograd.unrecorded(() -> {
                NDArray latent = models.generator().encode(pixels);
                NDArray noise = Latent.noise(latent.getShape(), SEED).toArray(scope);
                NDArray velocity = noise.sub(latent);
                try (ConditionedGenerator generator = models.generator().condition(pixels)) {
                    double sum = 0;
                    for (double sigma : SIGMAS) {
                        NDArray noisy = latent.mul(1 - sigma).add(noise.mul(sigma));
                        NDArray guess = generator.velocity(1000 * sigma, false).apply(noisy);
                        sum += guess.sub(velocity).square().mean().getFloat();
                    }
                    return sum / SIGMAS.length;
                }
            });
        }
    }
}
