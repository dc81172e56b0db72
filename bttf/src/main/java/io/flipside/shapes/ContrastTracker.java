package io.flipside.shapes;

import io.flipside.frames.ChannelMedians;
import io.flipside.frames.RgbFrames;
import java.util.Optional;

/**
 * Finds what stands out of a background of whatever colour. A pixel weighs as much as the largest difference of a channel
 * from that channel's median over the frame, and nothing up to the threshold.
 *
 * @param threshold 0..254; higher ignores more of a generated clip's noise
 */
public record ContrastTracker(int threshold) implements ShapeTracker {

    /** A quarter less than the least by which a colour of the data set stands out of the greys that it is drawn on. */
    public static final ContrastTracker DEFAULT = new ContrastTracker(48);

    public ContrastTracker {
        if (threshold < 0 || threshold > 254) {
            throw new IllegalArgumentException("threshold must be in 0..254, got " + threshold);
        }
    }

    /** The centre in one frame; empty if no pixel differs from the background by more than the threshold. */
    @Override
    public Optional<Centroid> centroid(RgbFrames frames, int index) {
        byte[] rgb = frames.frame(index);
        int[] background = ChannelMedians.of(rgb);
        double sum = 0.0;
        double sumX = 0.0;
        double sumY = 0.0;
        for (int pixel = 0; pixel < rgb.length / RgbFrames.CHANNELS; pixel++) {
            int most = 0;
            for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                most = Math.max(most, Math.abs((rgb[pixel * RgbFrames.CHANNELS + c] & 0xFF) - background[c]));
            }
            if (most > threshold) {
                sum += most;
                sumX += most * (pixel % frames.width() + 0.5);
                sumY += most * (pixel / frames.width() + 0.5);
            }
        }
        return sum == 0.0 ? Optional.empty() : Optional.of(new Centroid(sumX / sum, sumY / sum, sum / 255.0));
    }
}
