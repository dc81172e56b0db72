package io.flipside.stability;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.clip.Clip;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.Generator;
import io.flipside.method.Latent;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip drawn once more by its generator: its latent is mixed with noise up to a level at which the motion is still there
 * and what no generator would draw is not, and denoised again. What is natural comes back; a perturbation does not.
 */
public final class RoundTrip {
    /** Figure that says what came of it. */
    public static final String KEY = "roundTrip";

    /** Noise levels (sigma) from where the clip is taken to, down to clean. */
    private static final double[] SIGMAS = {0.3, 0.2, 0.1, 0};

    private static final long[] SEEDS = {30, 31, 32};

    private RoundTrip() {}

    /**
     * The clip after each of three trips: one encoding, and for each three evaluations of the velocity and one decoding.
     *
     * @param clip of the size that the generator makes
     */
    static List<Clip> of(Generator generator, NDManager manager, Clip clip) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray pixels = scope.create(clip.toSigned(), new Shape(1, 3, clip.count(), clip.height(), clip.width()));
            return Autograd.unrecorded(() -> {
                List<Clip> drawn = new ArrayList<>();
                NDArray latent = generator.encode(pixels);
                try (ConditionedGenerator conditioned = generator.condition(pixels)) {
                    for (long seed : SEEDS) {
                        NDArray noise = Latent.noise(latent.getShape(), seed).toArray(scope);
                        NDArray decoded = conditioned.decoder(false).apply(denoised(conditioned, mixed(latent, noise)));
                        drawn.add(Clip.fromSigned(
                                decoded.toFloatArray(),
                                clip.count(),
                                clip.height(),
                                clip.width(),
                                clip.framesPerSecond()));
                    }
                }
                return drawn;
            });
        }
    }

    private static NDArray mixed(NDArray latent, NDArray noise) {
        return latent.mul(Scalars.of(latent, 1 - SIGMAS[0])).add(noise.mul(Scalars.of(noise, SIGMAS[0])));
    }

    private static NDArray denoised(ConditionedGenerator generator, NDArray noisy) {
        NDArray x = noisy;
        for (int i = 0; i + 1 < SIGMAS.length; i++) {
            NDArray velocity = generator.velocity(1000 * SIGMAS[i], false).apply(x);
            x = x.add(velocity.mul(Scalars.of(velocity, SIGMAS[i + 1] - SIGMAS[i])));
        }
        return x;
    }
}
