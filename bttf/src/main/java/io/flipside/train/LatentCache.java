package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.WanVae;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/** Latents of training clips, computed once. Clips that begin with the same frame share their condition. */
final class LatentCache {
    private static final int MASK = 4;

    private final int latentSize;
    private final int frameSize;
    private final Shape latentShape;
    private final Shape frameShape;
    private final Shape clipShape;
    private final List<float[]> latents = new ArrayList<>();
    private final List<Integer> lookOf = new ArrayList<>();
    private final List<float[]> conditions = new ArrayList<>();
    private final List<float[]> firstFrames = new ArrayList<>();

    /**
     * Encodes clips.
     *
     * @param vae whose configuration already holds the latent statistics
     * @param most how many different first frames, if there are as many
     * @param progress told after every one
     */
    LatentCache(WanVae vae, NDManager manager, ClipSource source, int most, IntConsumer progress) {
        GeneratorProfile profile = source.profile();
        int side = profile.side();
        long stride = vae.config().spatialStride();
        long frames = (profile.frames() - 1) / vae.config().temporalStride() + 1;
        latentShape = new Shape(vae.config().latentChannels(), frames, side / stride, side / stride);
        frameShape = new Shape(3, side, side);
        clipShape = new Shape(1, 3, profile.frames(), side, side);
        latentSize = Math.toIntExact(latentShape.size());
        frameSize = Math.toIntExact(frameShape.size());
        Iterator<List<RgbFrames>> looks = source.looks();
        while (conditions.size() < most && looks.hasNext()) {
            try (NDManager scope = manager.newSubManager()) {
                encode(looks.next(), vae, scope);
            }
            progress.accept(conditions.size());
        }
    }

    private void encode(List<RgbFrames> look, WanVae vae, NDManager scope) {
        for (RgbFrames clip : look) {
            NDArray pixels = scope.create(SignedPixels.fromFrames(clip), clipShape);
            latents.add(vae.encode(pixels).toFloatArray());
            lookOf.add(conditions.size());
        }
        NDArray padded = scope.zeros(clipShape);
        NDArray first = scope.create(SignedPixels.fromFrames(look.get(0).select(0)), frameShape);
        padded.set(new NDIndex("0,:,0"), first);
        conditions.add(vae.encode(padded).toFloatArray());
        firstFrames.add(first.toFloatArray());
    }

    /** Number of latents. */
    int size() {
        return latents.size();
    }

    /**
     * Latents of some clips with what they are conditioned on.
     *
     * @param latents {@code [N, C, T, h, w]}
     * @param conditions {@code [N, 20, T, h, w]}, mask first
     * @param firstFrames {@code [N, 3, H, W]} in [-1, 1]
     */
    record Batch(NDArray latents, NDArray conditions, NDArray firstFrames) {}

    Batch batch(int[] chosen, NDManager manager) {
        int n = chosen.length;
        int maskSize = latentSize / Math.toIntExact(latentShape.get(0)) * MASK;
        int plane = Math.toIntExact(latentShape.get(2) * latentShape.get(3));
        int perChannel = plane * Math.toIntExact(latentShape.get(1));
        float[] z = new float[n * latentSize];
        float[] c = new float[n * (maskSize + latentSize)];
        float[] f = new float[n * frameSize];
        for (int i = 0; i < n; i++) {
            int look = lookOf.get(chosen[i]);
            System.arraycopy(latents.get(chosen[i]), 0, z, i * latentSize, latentSize);
            int start = i * (maskSize + latentSize);
            for (int channel = 0; channel < MASK; channel++) {
                Arrays.fill(c, start + channel * perChannel, start + channel * perChannel + plane, 1);
            }
            System.arraycopy(conditions.get(look), 0, c, start + maskSize, latentSize);
            System.arraycopy(firstFrames.get(look), 0, f, i * frameSize, frameSize);
        }
        return new Batch(
                manager.create(z, prepend(n, latentShape)),
                manager.create(
                        c,
                        new Shape(
                                n,
                                MASK + latentShape.get(0),
                                latentShape.get(1),
                                latentShape.get(2),
                                latentShape.get(3))),
                manager.create(f, prepend(n, frameShape)));
    }

    private static Shape prepend(long n, Shape shape) {
        return new Shape(n).addAll(shape);
    }
}
