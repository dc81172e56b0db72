package io.flipside.clip;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Converts decoded frames to RGB, turns them upright, applies the caller's step and keeps them within the limits. */
final class FrameCollector implements AutoCloseable {
    private final Path file;
    private final ClipLimits limits;
    private final Function<AVFrame, Orientation> orientation;
    private final FrameStep.Maker maker;
    private final IntPredicate wanted;
    private int decoded;
    private Optional<RgbConverter> converter = Optional.empty();
    private Optional<Kept> kept = Optional.empty();

    FrameCollector(
            Path file,
            ClipLimits limits,
            Function<AVFrame, Orientation> orientation,
            FrameStep.Maker maker,
            IntPredicate wanted) {
        this.file = file;
        this.limits = limits;
        this.orientation = orientation;
        this.maker = maker;
        this.wanted = wanted;
    }

    void accept(AVFrame frame) {
        Kept target = kept.orElseGet(() -> start(frame));
        if (frame.height() != target.height() || frame.width() != target.width()) {
            throw new UserError("%s changes its frame size from %d x %d to %d x %d. Export it at one size."
                    .formatted(file, target.width(), target.height(), frame.width(), frame.height()));
        }
        int number = decoded++;
        VideoFile.refuseTooMany(file, limits, decoded);
        if (wanted.test(number)) {
            refuseBeyondMemory(target);
            target.frames().add(target.step().apply(converterFor(frame).convert(frame)));
        }
    }

    RgbFrames frames() {
        return kept.orElseThrow(() -> new UserError("%s has no frames. Give a video file.".formatted(file)))
                .frames()
                .build();
    }

    private Kept start(AVFrame frame) {
        VideoFile.refuseOversize(file, limits, frame.width(), frame.height());
        FrameStep step = orientation
                .apply(frame)
                .forFrames(frame.height(), frame.width())
                .then(maker);
        var started = new Kept(frame.height(), frame.width(), step, RgbFrames.builder(step.height(), step.width()));
        kept = Optional.of(started);
        return started;
    }

    private void refuseBeyondMemory(Kept target) {
        long count = target.frames().count() + 1L;
        long bytes = count * target.step().height() * target.step().width() * RgbFrames.CHANNELS;
        if (bytes > limits.pixelBytes()) {
            throw new UserError("%s needs more than %,d bytes of memory, which is the limit. Cut or scale the clip."
                    .formatted(file, limits.pixelBytes()));
        }
    }

    private RgbConverter converterFor(AVFrame frame) {
        if (converter.isEmpty() || !converter.get().fits(frame)) {
            close();
            converter = Optional.of(new RgbConverter(frame));
        }
        return converter.get();
    }

    @Override
    public void close() {
        converter.ifPresent(RgbConverter::close);
        converter = Optional.empty();
    }

    /** The source's frame size, what happens to a frame, and the frames so far. */
    private record Kept(int height, int width, FrameStep step, RgbFrames.Builder frames) {}
}
