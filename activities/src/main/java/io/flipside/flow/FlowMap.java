package io.flipside.flow;

import io.flipside.frames.RgbFrames;
import java.awt.Color;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where each point of the original is in the counterfactual, frame by frame, as pictures: the hue is the direction (red to
 * the right, then yellow-green down, cyan to the left, violet up), the brightness how far.
 *
 * @param pictures of the frames that were asked for, of the clips' size
 * @param most the longest way in them, in pixels: as bright as can be
 */
public record FlowMap(RgbFrames pictures, double most) {
    /** A way up to this long is drawn as dark as it is, in pixels. */
    private static final double LEAST = 1;

    /** Why no flow can be found in this process; empty if it can. */
    public static Optional<String> trouble() {
        return OpenCv.trouble();
    }

    /** Of every frame; empty if no flow can be found in this process. */
    public static Optional<FlowMap> ofAll(RgbFrames original, RgbFrames counterfactual) {
        int[] every = IntStream.range(0, original.count()).toArray();
        return trouble().isPresent() ? Optional.empty() : Optional.of(between(original, counterfactual, every));
    }

    /**
     * Finds it.
     *
     * @param counterfactual as many frames of the same size
     * @param shown numbers of the frames to draw, from 0, ascending
     */
    public static FlowMap between(RgbFrames original, RgbFrames counterfactual, int... shown) {
        int height = original.height();
        int width = original.width();
        FlowField[] fields = new FlowField[shown.length];
        FlowField field = FlowField.still(height, width);
        try (DenseFlow flow = new DenseFlow(height, width)) {
            for (int frame = 0, next = 0; next < shown.length; frame++) {
                // clips that begin alike drift apart: what was found a frame ago is nearly there
                field = flow.between(FlowMetric.grey(original, frame), FlowMetric.grey(counterfactual, frame), field);
                if (frame == shown[next]) {
                    fields[next++] = field;
                }
            }
        }
        double most = LEAST;
        for (FlowField found : fields) {
            most = Math.max(most, longest(found));
        }
        RgbFrames.Builder pictures = RgbFrames.builder(height, width);
        for (FlowField found : fields) {
            pictures.add(picture(found, most));
        }
        return new FlowMap(pictures.build(), most);
    }

    private static double longest(FlowField field) {
        double most = 0;
        for (int i = 0; i < field.ways().length; i += 2) {
            most = Math.max(most, Math.hypot(field.ways()[i], field.ways()[i + 1]));
        }
        return most;
    }

    private static byte[] picture(FlowField field, double most) {
        byte[] rgb = new byte[field.height() * field.width() * RgbFrames.CHANNELS];
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                double right = field.columns(row, column);
                double down = field.rows(row, column);
                double turn = Math.atan2(down, right) / (2 * Math.PI);
                float far = (float) Math.min(1, Math.hypot(right, down) / most);
                int colour = Color.HSBtoRGB((float) turn, 1, far);
                int at = (row * field.width() + column) * RgbFrames.CHANNELS;
                rgb[at] = (byte) (colour >> 16);
                rgb[at + 1] = (byte) (colour >> 8);
                rgb[at + 2] = (byte) colour;
            }
        }
        return rgb;
    }
}
