package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.GeneratorProfile;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Clips of a source in batches; the same batches for the same place in it. */
final class TrainingClips {
    private final GeneratorProfile profile;
    private final Iterator<Sample> samples;

    /** @param skip how many of them to leave out, when a run resumes */
    TrainingClips(ClipSource source, long skip) {
        this.profile = source.profile();
        this.samples = source.from(skip);
    }

    /**
     * @param clips {@code [N, 3, F, H, W]} in [-1, 1]
     * @param labels {@code [N, 1]}, index of the class
     */
    record Batch(NDArray clips, NDArray labels) {}

    /** The next clips of the stream, whole. */
    Batch next(int size, NDManager manager) {
        return next(size, profile.frames(), manager);
    }

    /** The next clips of the stream, each cut to {@code frames} frames from somewhere in it. */
    Batch next(int size, int frames, NDManager manager) {
        int clipSize = 3 * frames * profile.side() * profile.side();
        float[] values = new float[size * clipSize];
        long[] labels = new long[size];
        for (int i = 0; i < size; i++) {
            Sample sample = samples.next();
            int start = new SplittableRandom(sample.id()).nextInt(profile.frames() - frames + 1);
            int[] chosen = IntStream.range(start, start + frames).toArray();
            float[] pixels = SignedPixels.fromFrames(sample.frames().select(chosen));
            System.arraycopy(pixels, 0, values, i * clipSize, clipSize);
            labels[i] = sample.label();
        }
        Shape shape = new Shape(size, 3, frames, profile.side(), profile.side());
        return new Batch(manager.create(values, shape), manager.create(labels, new Shape(size, 1)));
    }
}
