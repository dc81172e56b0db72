package io.flipside.shapes;

import io.flipside.frames.RgbFrames;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the bright shape of a clip on its dark background, frame by frame. A pixel weighs as much as its strongest
 * channel, and nothing up to the threshold.
 *
 * @param threshold 0..254; higher ignores more of a generated clip's noise
 */
public record CentroidTracker(int threshold) implements ShapeTracker {

    /** Half of the darkest shape colour that the data set draws, rounded down. */
    public static final CentroidTracker DEFAULT = new CentroidTracker(108);

    public CentroidTracker {
        if (threshold < 0 || threshold > 254) {
            throw new IllegalArgumentException("threshold must be in 0..254, got " + threshold);
        }
    }

    /** One centre a frame; empty where no pixel is brighter than the threshold. */
    public List<Optional<Centroid>> track(RgbFrames frames) {
        return IntStream.range(0, frames.count())
                .mapToObj(index -> centroid(frames, index))
                .toList();
    }

    /** The centre in one frame; empty if no pixel is brighter than the threshold. */
    @Override
    public Optional<Centroid> centroid(RgbFrames frames, int index) {
        double sum = 0.0;
        double sumX = 0.0;
        double sumY = 0.0;
        for (int row = 0; row < frames.height(); row++) {
            for (int column = 0; column < frames.width(); column++) {
                int bright = Math.max(
                        frames.sample(index, row, column, 0),
                        Math.max(frames.sample(index, row, column, 1), frames.sample(index, row, column, 2)));
                if (bright > threshold) {
                    sum += bright;
                    sumX += bright * (column + 0.5);
                    sumY += bright * (row + 0.5);
                }
            }
        }
        return sum == 0.0 ? Optional.empty() : Optional.of(new Centroid(sumX / sum, sumY / sum, sum / 255.0));
    }
}
