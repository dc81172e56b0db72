package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.WanVae;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Latents of training clips, computed once: every look in all four directions, so that a first frame says nothing about
 * what follows and shares its condition among them.
 */
final class LatentCache {
    private final int looks;
    private final int latentSize;
    private final int frameSize;
    private final Shape latentShape;
    private final Shape frameShape;
    private final float[] latents;
    private final float[] conditions;
    private final float[] firstFrames;

    /**
     * Encodes clips of the training part.
     *
     * @param vae whose configuration already holds the latent statistics
     * @param looks how many different clips, each in four directions
     * @param progress told after every look
     */
    LatentCache(WanVae vae, NDManager manager, long dataSeed, int looks, IntConsumer progress) {
        this.looks = looks;
        ShapeMovingProfile profile = ShapeMovingProfile.SMALL;
        int directions = Direction.values().length;
        long stride = vae.config().spatialStride();
        long frames = (profile.frameCount() - 1) / vae.config().temporalStride() + 1;
        latentShape =
                new Shape(vae.config().latentChannels(), frames, profile.side() / stride, profile.side() / stride);
        frameShape = new Shape(3, profile.side(), profile.side());
        latentSize = Math.toIntExact(latentShape.size());
        frameSize = Math.toIntExact(frameShape.size());
        latents = new float[looks * directions * latentSize];
        conditions = new float[looks * latentSize];
        firstFrames = new float[looks * frameSize];
        List<Long> indices =
                ShapeMovingSplit.TRAIN.indices(dataSeed).limit(looks).boxed().toList();
        for (int look = 0; look < looks; look++) {
            try (NDManager scope = manager.newSubManager()) {
                encode(ShapeMovingClip.draw(profile, dataSeed, indices.get(look)), look, vae, scope);
            }
            progress.accept(look + 1);
        }
    }

    private void encode(ShapeMovingClip clip, int look, WanVae vae, NDManager scope) {
        ShapeMovingProfile profile = clip.profile();
        Shape shape = new Shape(1, 3, profile.frameCount(), profile.side(), profile.side());
        int place = look * Direction.values().length;
        for (Direction direction : Direction.values()) {
            NDArray pixels = scope.create(
                    SignedPixels.fromFrames(clip.withDirection(direction).frames()), shape);
            copy(vae.encode(pixels), latents, place++ * latentSize);
        }
        NDArray padded = scope.zeros(shape);
        NDArray first = scope.create(SignedPixels.fromFrames(clip.frames().select(0)), frameShape);
        padded.set(new NDIndex("0,:,0"), first);
        copy(vae.encode(padded), conditions, look * latentSize);
        copy(first, firstFrames, look * frameSize);
    }

    private static void copy(NDArray from, float[] to, int offset) {
        float[] values = from.toFloatArray();
        System.arraycopy(values, 0, to, offset, values.length);
    }

    /** Number of latents. */
    int size() {
        return looks * Direction.values().length;
    }

    /** Frames of a latent. */
    long latentFrames() {
        return latentShape.get(1);
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
        int directions = Direction.values().length;
        int maskSize = latentSize / Math.toIntExact(latentShape.get(0)) * 4;
        int plane = Math.toIntExact(latentShape.get(2) * latentShape.get(3));
        int perChannel = plane * Math.toIntExact(latentShape.get(1));
        float[] z = new float[n * latentSize];
        float[] c = new float[n * (maskSize + latentSize)];
        float[] f = new float[n * frameSize];
        for (int i = 0; i < n; i++) {
            int look = chosen[i] / directions;
            System.arraycopy(latents, chosen[i] * latentSize, z, i * latentSize, latentSize);
            int start = i * (maskSize + latentSize);
            for (int channel = 0; channel < 4; channel++) {
                java.util.Arrays.fill(c, start + channel * perChannel, start + channel * perChannel + plane, 1);
            }
            System.arraycopy(conditions, look * latentSize, c, start + maskSize, latentSize);
            System.arraycopy(firstFrames, look * frameSize, f, i * frameSize, frameSize);
        }
        return new Batch(
                manager.create(z, prepend(n, latentShape)),
                manager.create(
                        c,
                        new Shape(
                                n, 4 + latentShape.get(0), latentShape.get(1), latentShape.get(2), latentShape.get(3))),
                manager.create(f, prepend(n, frameShape)));
    }

    private static Shape prepend(long n, Shape shape) {
        return new Shape(n).addAll(shape);
    }
}
