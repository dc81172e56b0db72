package io.flipside.flow;

import io.flipside.frames.RgbFrames;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where each pixel of a clip went in another, as colours: hue is the direction, strength the length of the way. */
public final class FlowPictures {
    /** Ways shorter than this, in pixels, are drawn as dark as they are, also where no way is longer. */
    private static final double LEAST = 1;

    private FlowPictures() {}

    /**
     * A picture for each frame; black where nothing moved, full where something went as far as anything in the clip.
     *
     * @param original frames [T, H, W, 3]
     * @param counterfactual frames, as many and of the same size
     * @return empty where OpenCV does not load
     */
    public static Optional<RgbFrames> of(RgbFrames original, RgbFrames counterfactual) {
        return OpenCv.trouble().isPresent() ? Optional.empty() : Optional.of(drawn(original, counterfactual));
    }

    private static RgbFrames drawn(RgbFrames original, RgbFrames counterfactual) {
        List<FlowField> fields = new ArrayList<>();
        FlowField forth = FlowField.still(original.height(), original.width());
        try (DenseFlow flow = new DenseFlow(original.height(), original.width())) {
            for (int frame = 0; frame < original.count(); frame++) {
                // clips that begin alike drift apart: what was found a frame ago is nearly there
                forth = flow.between(FlowMetric.grey(original, frame), FlowMetric.grey(counterfactual, frame), forth);
                fields.add(forth);
            }
        }
        double most = Math.max(
                LEAST, fields.stream().mapToDouble(FlowPictures::longest).max().orElse(LEAST));
        RgbFrames.Builder pictures = RgbFrames.builder(original.height(), original.width());
        fields.forEach(field -> pictures.add(picture(field, most)));
        return pictures.build();
    }

    private static double longest(FlowField field) {
        double longest = 0;
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                longest = Math.max(longest, Math.hypot(field.rows(row, column), field.columns(row, column)));
            }
        }
        return longest;
    }

    private static byte[] picture(FlowField field, double most) {
        byte[] rgb = new byte[field.height() * field.width() * RgbFrames.CHANNELS];
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                double down = field.rows(row, column);
                double right = field.columns(row, column);
                float hue = (float) (Math.atan2(down, right) / (2 * Math.PI));
                int colour = Color.HSBtoRGB(hue, 1, (float) Math.min(1, Math.hypot(down, right) / most));
                int at = (row * field.width() + column) * RgbFrames.CHANNELS;
                rgb[at] = (byte) (colour >> 16);
                rgb[at + 1] = (byte) (colour >> 8);
                rgb[at + 2] = (byte) colour;
            }
        }
        return rgb;
    }
}
