package io.flipside.clip;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;

/**
 * Reads a video file into frames: all of them, in order, upright, as 8-bit RGB. A file that is damaged, cut off, over a
 * limit or no video at all is refused with a sentence that says so; nothing is guessed.
 *
 * <p>Sound is ignored.
 */
public final class ClipReader {

    static {
        Javacpp.prepare();
    }

    private ClipReader() {}

    /**
     * Reads a clip at its own size. Where an AVI file dropped frames, the one before is repeated. If the frame rate
     * varies otherwise, the frames come as they are stored and the rate is their mean.
     *
     * @throws UserError if the file is missing, no video, damaged or over a limit
     */
    public static Clip read(Path named, ClipLimits limits) {
        Path file = LocalFile.checked(named, limits);
        try (var scope = new PointerScope();
                var video = VideoFile.open(file, limits);
                var collector = collector(file, limits, video, FrameStep.Untouched::new, number -> true)) {
            Timeline shown = decode(video, limits, collector::accept);
            return shown.clip(collector.frames());
        } catch (FfmpegFailure e) {
            throw damaged(file, e);
        }
    }

    /**
     * Decodes a clip and keeps none of it, to learn how many frames it has and when each is shown: containers do not
     * always say, or say the truth.
     */
    static Timeline timeline(Path named, ClipLimits limits) {
        Path file = LocalFile.checked(named, limits);
        try (var scope = new PointerScope();
                var video = VideoFile.open(file, limits)) {
            return decode(video, limits, frame -> {});
        } catch (FfmpegFailure e) {
            throw damaged(file, e);
        }
    }

    /**
     * Reads the stored frames of a clip and changes every one before it is kept, so that only the result's size counts
     * against memory.
     *
     * @param wanted which frames to keep, by their number from 0
     */
    static RgbFrames read(Path named, ClipLimits limits, FrameStep.Maker maker, IntPredicate wanted) {
        Path file = LocalFile.checked(named, limits);
        try (var scope = new PointerScope();
                var video = VideoFile.open(file, limits);
                var collector = collector(file, limits, video, maker, wanted)) {
            decode(video, limits, collector::accept);
            return collector.frames();
        } catch (FfmpegFailure e) {
            throw damaged(file, e);
        }
    }

    private static FrameCollector collector(
            Path file, ClipLimits limits, VideoFile video, FrameStep.Maker maker, IntPredicate wanted) {
        return new FrameCollector(file, limits, video::orientation, maker, wanted);
    }

    private static Timeline decode(VideoFile video, ClipLimits limits, Consumer<AVFrame> consumer) {
        var times = new FrameTimes(video.framesPerSecond(), video.unitsPerSecond());
        long dropped = video.droppedFrames();
        try (var decoder = new FrameDecoder(video, limits)) {
            long packets = decoder.forEach(frame -> {
                times.add(frame);
                video.refuseTooMany(times.count());
                consumer.accept(frame);
            });
            if (packets + dropped < video.declaredFrames()) {
                throw new FfmpegFailure("read all frames", "some are missing");
            }
        }
        video.refuseNone(times.count());
        video.refuseOverlong(times.span());
        return dropped == 0 ? times.timeline() : times.counted(video.declaredFrames());
    }

    private static UserError damaged(Path file, FfmpegFailure cause) {
        return new UserError("%s is damaged or cut off. Export the clip again.".formatted(file), cause);
    }
}
