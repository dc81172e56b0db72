package io.flipside.classifier;

import io.flipside.UserError;
import java.util.List;
import java.util.stream.IntStream;

/** Which frames of a clip a classifier is shown, counted from 0 and in the order in which it gets them. */
public sealed interface FrameSampling {
    /** Most frames that can be sampled. */
    int MOST = 4096;

    /**
     * Their indices.
     *
     * @param length frames of the clip
     * @throws UserError if the clip is too short
     */
    List<Integer> of(long length);

    /**
     * Always the same frames.
     *
     * @param frames at least one, none negative
     */
    record Listed(List<Integer> frames) implements FrameSampling {
        /** @throws UserError if there is no frame, one too many, or one that cannot be */
        public Listed {
            frames = List.copyOf(frames);
            if (frames.isEmpty() || frames.size() > MOST || frames.stream().anyMatch(f -> f < 0)) {
                throw new UserError("sampling must name 1 to " + MOST + " frames, counted from 0.");
            }
        }

        @Override
        public List<Integer> of(long length) {
            int last = frames.stream().mapToInt(Integer::intValue).max().orElse(0);
            if (last >= length) {
                throw new UserError("the classifier samples frame " + last + ", the clip has " + length
                        + " frames. Give a longer clip.");
            }
            return frames;
        }
    }

    /**
     * As many frames from the whole clip, evenly, the first and the last among them: {@code floor(i (F - 1) / (n - 1))}.
     * A clip with fewer frames has some of them twice. pytorchvideo and torchvision call it {@code
     * UniformTemporalSubsample}.
     *
     * @param numSamples how many, 1 to {@link #MOST}
     */
    record Uniform(int numSamples) implements FrameSampling {
        @Override
        public List<Integer> of(long length) {
            return IntStream.range(0, numSamples)
                    .map(i -> (int) (i * (length - 1) / Math.max(1, numSamples - 1)))
                    .boxed()
                    .toList();
        }
    }

    /**
     * Frames at a fixed distance from the middle of the clip, beginning with frame {@code (F - (n - 1) k - 1) / 2}, rounded
     * down. mmaction2 calls it {@code SampleFrames} in test mode, with one clip.
     *
     * @param clipLen how many, n, 1 to {@link #MOST}
     * @param frameInterval from one to the next, k, 1 to {@link #MOST}
     */
    record Centred(int clipLen, int frameInterval) implements FrameSampling {
        @Override
        public List<Integer> of(long length) {
            long span = (clipLen - 1L) * frameInterval + 1;
            if (span > length) {
                throw new UserError("the classifier samples " + clipLen + " frames over " + span + ", the clip has "
                        + length + " frames. Give a longer clip, or take a smaller frame_interval or num_samples in"
                        + " sampling.");
            }
            int first = (int) ((length - span) / 2);
            return IntStream.range(0, clipLen)
                    .map(i -> first + i * frameInterval)
                    .boxed()
                    .toList();
        }
    }
}
