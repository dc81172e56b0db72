package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.stream.DoubleStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Collects when decoded frames are shown, in seconds. A frame without a time, or with one that does not lie after the
 * last frame's, follows that one at the nominal rate.
 */
final class FrameTimes {
    private static final double TOLERANCE = 0.25;

    private final double rate;
    private final double nominal;
    private final double unitsPerSecond;
    private final DoubleStream.Builder times = DoubleStream.builder();
    private int count;
    private double first;
    private double latest;
    private double gap;
    private double duration;
    private double durationBefore;

    /**
     * No frames yet.
     *
     * @param rate frames a second that the file names
     * @param unitsPerSecond units of the file's time stamps
     */
    FrameTimes(double rate, double unitsPerSecond) {
        this.rate = rate;
        this.nominal = 1.0 / rate;
        this.unitsPerSecond = unitsPerSecond;
    }

    void add(AVFrame frame) {
        add(frame.best_effort_timestamp(), frame.duration());
    }

    /**
     * The next frame, in the order of showing.
     *
     * @param time its time stamp, {@code AV_NOPTS_VALUE} if it has none
     * @param lasts its duration, 0 if it is not known
     */
    void add(long time, long lasts) {
        double shown = time == AV_NOPTS_VALUE ? latest + nominal : time / unitsPerSecond;
        if (count == 0) {
            first = shown;
        } else if (shown <= latest) {
            shown = latest + nominal;
        }
        times.add(shown);
        gap = shown - latest;
        latest = shown;
        count++;
        durationBefore = duration;
        duration = Math.max(0, lasts) / unitsPerSecond;
    }

    /** Frames so far. */
    int count() {
        return count;
    }

    /** From the start of the first frame to the end of the last. */
    double span() {
        return latest - first + lasts();
    }

    /** Where the frames lie; at least one must have been added. */
    Timeline timeline() {
        return Timeline.of(times.build().toArray(), lasts(), rate);
    }

    /**
     * The same for a container whose unit is a frame and that leaves dropped ones out.
     *
     * @param declared all frames, with those that were dropped
     */
    Timeline counted(long declared) {
        return Timeline.counted(times.build().toArray(), declared / unitsPerSecond - latest, unitsPerSecond);
    }

    /**
     * How long the last frame is shown: as it says, if the one before said the truth. Where frames are stored in another
     * order, or durations are those of fields, they do not tell; then as long as any frame.
     */
    private double lasts() {
        boolean told = durationBefore == 0.0 || Math.abs(durationBefore - gap) <= TOLERANCE * gap;
        return count > 1 && told ? duration : nominal;
    }
}
