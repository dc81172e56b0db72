package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.SignedPixels;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A stream of Shape-Moving clips of one part of the split, in batches; the same stream for the same seed. */
final class TrainingClips {
    private final ShapeMovingProfile profile;
    private final long seed;
    private final PrimitiveIterator.OfLong indices;

    /**
     * @param seed of the data set
     * @param part which clips
     * @param skip how many of them to leave out, when a run resumes
     */
    TrainingClips(ShapeMovingProfile profile, long seed, ShapeMovingSplit part, long skip) {
        this.profile = profile;
        this.seed = seed;
        this.indices = part.indices(seed).skip(skip).iterator();
    }

    /**
     * @param clips {@code [N, 3, F, H, W]} in [-1, 1]
     * @param labels {@code [N, 1]}, index of the direction
     */
    record Batch(NDArray clips, NDArray labels) {}

    /** The next clips of the stream, whole. */
    Batch next(int size, NDManager manager) {
        return next(size, profile.frameCount(), manager);
    }

    /** The next clips of the stream, each cut to {@code frames} frames from somewhere in it. */
    Batch next(int size, int frames, NDManager manager) {
        int clipSize = 3 * frames * profile.side() * profile.side();
        float[] values = new float[size * clipSize];
        long[] labels = new long[size];
        for (int i = 0; i < size; i++) {
            long index = indices.nextLong();
            ShapeMovingClip clip = ShapeMovingClip.draw(profile, seed, index);
            int start = new SplittableRandom(index).nextInt(profile.frameCount() - frames + 1);
            int[] chosen = IntStream.range(start, start + frames).toArray();
            float[] pixels = SignedPixels.fromFrames(clip.frames().select(chosen));
            System.arraycopy(pixels, 0, values, i * clipSize, clipSize);
            labels[i] = clip.direction().ordinal();
        }
        Shape shape = new Shape(size, 3, frames, profile.side(), profile.side());
        return new Batch(manager.create(values, shape), manager.create(labels, new Shape(size, 1)));
    }
}
