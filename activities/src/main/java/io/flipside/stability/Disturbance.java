package io.flipside.stability;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.clip.ClipResize;
import io.flipside.clip.ClipWriter;
import io.flipside.file.ScratchFolder;
import io.flipside.frames.RgbFrames;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A way in which a clip changes on its way to somebody else, without showing anything else. */
public enum Disturbance {
    /** H.264 at one bit a pixel, as clips are kept. */
    H264("h264") {
        @Override
        Clip apply(Clip clip) {
            return compressed(clip, 1.0);
        }
    },
    /** H.264 at a quarter of that, as clips are sent. */
    H264_LOW("h264Low") {
        @Override
        Clip apply(Clip clip) {
            return compressed(clip, 0.25);
        }
    },
    /** Gaussian blur of deviation 1 pixel. */
    BLUR("blur") {
        @Override
        Clip apply(Clip clip) {
            return Smoothing.blurred(clip, 1.0);
        }
    },
    /** Half the size and back, bicubic. */
    HALVED("halved") {
        @Override
        Clip apply(Clip clip) {
            Clip half = ClipResize.to(clip, Math.max(1, clip.height() / 2), Math.max(1, clip.width() / 2));
            return ClipResize.to(half, clip.height(), clip.width());
        }
    },
    /** Gaussian noise of deviation 0.02 on pixels in [0, 1], the same for every clip of a size. */
    NOISE("noise") {
        @Override
        Clip apply(Clip clip) {
            return Smoothing.noisy(clip, 0.02, NOISE_SEED);
        }
    },
    /** One frame later: the first is shown twice, the last is lost. */
    SHIFTED("shifted") {
        @Override
        Clip apply(Clip clip) {
            return selected(clip, i -> Math.max(0, i - 1));
        }
    },
    /** The frame in the middle is lost, the last is shown twice. */
    DROPPED("dropped") {
        @Override
        Clip apply(Clip clip) {
            int lost = clip.count() / 2;
            return selected(clip, i -> Math.min(clip.count() - 1, i < lost ? i : i + 1));
        }
    };

    private static final long NOISE_SEED = 40;

    private final String key;

    Disturbance(String key) {
        this.key = key;
    }

    /** Name of the figure that says what came of it. */
    public String key() {
        return key;
    }

    /** The clip with this change, of the same shape and rate; the same for the same clip. */
    abstract Clip apply(Clip clip);

    private static Clip compressed(Clip clip, double bitsPerPixel) {
        return ScratchFolder.using(folder -> {
            Path file = folder.resolve("copy.mp4");
            ClipWriter.writeCompressed(clip, file, bitsPerPixel);
            Clip copy = ClipReader.read(file, ClipLimits.DEFAULT);
            // H.264 knows even sides only: what it added is taken off again
            return new Clip(Smoothing.cropped(copy.frames(), clip.height(), clip.width()), clip.framesPerSecond());
        });
    }

    private static Clip selected(Clip clip, IntUnaryOperator source) {
        RgbFrames frames = clip.frames()
                .select(IntStream.range(0, clip.count()).map(source).toArray());
        return new Clip(frames, clip.framesPerSecond());
    }
}
