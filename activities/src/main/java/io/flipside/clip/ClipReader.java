package io.flipside.clip;

import io.flipside.UserError;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;

/**
 * Reads a video file into frames: all of them, in order, upright, as 8-bit RGB. A file that is damaged, cut off, over a
 * limit or no video at all is refused with a sentence that says so; nothing is guessed.
 *
 * <p>If the frame rate varies, the frames come in order and the rate is their mean. Sound is ignored.
 */
public final class ClipReader {

    private ClipReader() {}

    /**
     * The path that a person named.
     *
     * @throws UserError if it is a web address or another scheme: only local files are read
     */
    public static Path localFile(String location) {
        return LocalFile.of(location);
    }

    /**
     * Reads a clip at its own size.
     *
     * @throws UserError if the file is missing, no video, damaged or over a limit
     */
    public static Clip read(Path file, ClipLimits limits) {
        return read(file, limits, FrameStep.Untouched::new, number -> true);
    }

    /**
     * Decodes a clip and keeps none of it, to learn how many frames it has: containers do not always say, or say the
     * truth.
     */
    static int count(Path named, ClipLimits limits) {
        Path file = LocalFile.checked(named, limits);
        try (var scope = new PointerScope();
                var video = VideoFile.open(file, limits)) {
            var frames = new AtomicInteger();
            decode(video, limits, frame -> VideoFile.refuseTooMany(file, limits, frames.incrementAndGet()));
            return frames.get();
        } catch (FfmpegFailure e) {
            throw damaged(file, e);
        }
    }

    /**
     * Reads a clip and changes every frame before it is kept, so that only the result's size counts against memory.
     *
     * @param wanted which frames to keep, by their number from 0
     */
    static Clip read(Path named, ClipLimits limits, FrameStep.Maker maker, IntPredicate wanted) {
        Path file = LocalFile.checked(named, limits);
        try (var scope = new PointerScope();
                var video = VideoFile.open(file, limits);
                var collector = new FrameCollector(file, limits, video.clockwiseDegrees(), maker, wanted)) {
            decode(video, limits, collector::accept);
            return new Clip(collector.frames(), video.framesPerSecond());
        } catch (FfmpegFailure e) {
            throw damaged(file, e);
        }
    }

    private static void decode(VideoFile video, ClipLimits limits, Consumer<AVFrame> consumer) {
        try (var decoder = new FrameDecoder(video, limits)) {
            long packets = decoder.forEach(consumer);
            if (packets < video.declaredFrames()) {
                throw new FfmpegFailure("read all frames", 0, "some are missing");
            }
        }
    }

    private static UserError damaged(Path file, FfmpegFailure cause) {
        return new UserError("%s is damaged or cut off. Export the clip again.".formatted(file), cause);
    }
}
