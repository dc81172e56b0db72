package io.flipside.domain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.Generator;
import io.flipside.method.Latent;
import io.flipside.metric.Ssim;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a generator gives a clip back, and the form of the clip itself. A figure that is not a number says that the
 * models failed on the clip.
 *
 * @param figures every {@link DomainFigure}
 */
public record ClipFit(Map<DomainFigure, Double> figures) {
    private static final double[] SIGMAS = {0.3, 0.6, 0.9};
    // the same noise for every clip: what it adds to the error it adds to the limits as well
    private static final long SEED = 20;

    public ClipFit {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

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
            Map<DomainFigure, Double> figures = ClipForm.measure(pixels);
            return Autograd.unrecorded(() -> {
                NDArray latent = generator.encode(pixels);
                try (ConditionedGenerator conditioned = generator.condition(pixels)) {
                    NDArray decoded = conditioned.decoder(false).apply(latent).clip(-1, 1);
                    figures.put(
                            DomainFigure.RECONSTRUCTION_ERROR,
                            decoded.sub(pixels).abs().mean().getFloat() / 2.0);
                    firstFrame(pixels, decoded, figures);
                    figures.put(DomainFigure.FLOW_ERROR, flowError(conditioned, latent, scope));
                    return new ClipFit(figures);
                }
            });
        }
    }

    /** One of the figures. */
    public double of(DomainFigure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    /** The figures by name, in their order. */
    public Map<String, Double> byName() {
        Map<String, Double> named = new LinkedHashMap<>();
        figures.forEach((figure, value) -> named.put(figure.key(), value));
        return named;
    }

    private static void firstFrame(NDArray clip, NDArray decoded, Map<DomainFigure, Double> figures) {
        Shape shape = clip.getShape();
        int channels = (int) shape.get(1);
        int height = (int) shape.get(3);
        int width = (int) shape.get(4);
        float[] original = ClipForm.frame(clip, 0);
        float[] returned = ClipForm.frame(decoded, 0);
        figures.put(DomainFigure.FIRST_FRAME_SSIM, Ssim.picture(original, returned, channels, height, width));
        figures.put(
                DomainFigure.FIRST_FRAME_OVERLAP,
                Foreground.of(original, channels, height, width)
                        .overlap(Foreground.of(returned, channels, height, width)));
    }

    private static double flowError(ConditionedGenerator generator, NDArray latent, NDManager scope) {
        NDArray noise = Latent.noise(latent.getShape(), SEED).toArray(scope);
        NDArray velocity = noise.sub(latent);
        double sum = 0;
        for (double sigma : SIGMAS) {
            NDArray noisy = latent.mul(Scalars.of(latent, 1 - sigma)).add(noise.mul(Scalars.of(noise, sigma)));
            NDArray guess = generator.velocity(1000 * sigma, false).apply(noisy);
            sum += guess.sub(velocity).square().mean().getFloat();
        }
        return sum / SIGMAS.length;
    }
}
