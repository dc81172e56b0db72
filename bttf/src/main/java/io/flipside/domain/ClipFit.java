package io.flipside.domain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.Generator;
import io.flipside.metric.Ssim;
import io.flipside.search.Latent;
import io.flipside.tensor.Autograd;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a generator gives a clip back. A figure that is not a number says that the models failed on the clip.
 *
 * @param reconstructionError mean absolute error of the clip decoded from its own latent, 0 to 1
 * @param firstFrameSsim SSIM of the first frame of that reconstruction, 1 if equal
 * @param flowError flow-matching error: at {@code x = (1 - s) z + s noise} the velocity should be {@code noise - z};
 *     mean squared error over three noise levels, about 2 for an untrained network
 * @param motion mean absolute difference of successive frames of the clip itself, 0 to 1
 */
public record ClipFit(double reconstructionError, double firstFrameSsim, double flowError, double motion) {
    private static final double[] SIGMAS = {0.3, 0.6, 0.9};
    // the same noise for every clip: what it adds to the error it adds to the limits as well
    private static final long SEED = 20;

    /**
     * Measures a clip: one encoding, one decoding and three evaluations of the velocity, without gradients.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1], as the generator expects it
     * @throws io.flipside.UserError if the size does not fit the model
     */
    public static ClipFit measure(Generator generator, NDArray clip) {
        try (NDManager scope = clip.getManager().newSubManager()) {
            NDArray pixels = clip.duplicate();
            pixels.attach(scope);
            return Autograd.unrecorded(() -> {
                NDArray latent = generator.encode(pixels);
                try (ConditionedGenerator conditioned = generator.condition(pixels)) {
                    NDArray decoded = conditioned.decoder(false).apply(latent).clip(-1, 1);
                    return new ClipFit(
                            decoded.sub(pixels).abs().mean().getFloat() / 2,
                            firstFrameSsim(pixels, decoded),
                            flowError(conditioned, latent, scope),
                            motion(pixels));
                }
            });
        }
    }

    /** The figures by name, in their order. */
    public Map<String, Double> byName() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("reconstructionError", reconstructionError);
        figures.put("firstFrameSsim", firstFrameSsim);
        figures.put("flowError", flowError);
        figures.put("motion", motion);
        return figures;
    }

    private static double firstFrameSsim(NDArray clip, NDArray decoded) {
        Shape shape = clip.getShape();
        return Ssim.picture(
                firstFrame(clip), firstFrame(decoded), (int) shape.get(1), (int) shape.get(3), (int) shape.get(4));
    }

    private static double motion(NDArray clip) {
        long frames = clip.getShape().get(2);
        return frames == 1
                ? 0
                : clip.get(":,:,1:").sub(clip.get(":,:,:-1")).abs().mean().getFloat() / 2;
    }

    private static float[] firstFrame(NDArray clip) {
        return clip.get(":,:,0").add(1).div(2).toFloatArray();
    }

    private static double flowError(ConditionedGenerator generator, NDArray latent, NDManager scope) {
        NDArray noise = Latent.noise(latent.getShape(), SEED).toArray(scope);
        NDArray velocity = noise.sub(latent);
        double sum = 0;
        for (double sigma : SIGMAS) {
            NDArray noisy = latent.mul(1 - sigma).add(noise.mul(sigma));
            NDArray guess = generator.velocity(1000 * sigma, false).apply(noisy);
            sum += guess.sub(velocity).square().mean().getFloat();
        }
        return sum / SIGMAS.length;
    }
}
