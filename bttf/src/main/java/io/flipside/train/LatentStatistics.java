package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.WanVae;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Mean and deviation of each latent channel over training clips: they bring the latents to the unit scale that a flow
 * model and its Gaussian noise expect.
 *
 * @param mean per channel
 * @param std per channel
 */
public record LatentStatistics(List<Double> mean, List<Double> std) {
    public LatentStatistics {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /**
     * Measures a VAE whose configuration still holds mean 0 and deviation 1.
     *
     * @param clips how many
     */
    public static LatentStatistics measure(WanVae vae, NDManager manager, ClipSource source, int clips) {
        GeneratorProfile profile = source.profile();
        int channels = vae.config().latentChannels();
        double[] sum = new double[channels];
        double[] squares = new double[channels];
        long count = 0;
        Iterator<Sample> samples = source.from(0);
        for (int done = 0; done < clips; done++) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray clip = scope.create(
                        SignedPixels.fromFrames(samples.next().frames()),
                        new Shape(1, 3, profile.frames(), profile.side(), profile.side()));
                float[] latent = vae.encode(clip).toFloatArray();
                int perChannel = latent.length / channels;
                count += perChannel;
                for (int i = 0; i < latent.length; i++) {
                    sum[i / perChannel] += latent[i];
                    squares[i / perChannel] += (double) latent[i] * latent[i];
                }
            }
        }
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            double m = sum[c] / count;
            mean.add(m);
            std.add(Math.sqrt(Math.max(squares[c] / count - m * m, 1e-6)));
        }
        return new LatentStatistics(mean, std);
    }
}
