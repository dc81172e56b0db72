package io.flipside.shapes;

import io.flipside.frames.RgbFrames;
import java.util.List;

/** Draws a clip: the share of a pixel that the shape covers is {@code clip(0.5 - distance, 0, 1)}, in pixels. */
final class ShapeRenderer {

    private ShapeRenderer() {}

    /** @param centres of the shape, one a frame; it may leave the picture */
    static RgbFrames render(ShapeMovingClip clip, List<Centroid> centres) {
        int side = clip.profile().side();
        double[] rgb = clip.colour().toRgb();
        var frames = RgbFrames.builder(side, side);
        for (Centroid centre : centres) {
            frames.add(frame(clip, centre, side, rgb));
        }
        return frames.build();
    }

    private static byte[] frame(ShapeMovingClip clip, Centroid centre, int side, double[] rgb) {
        double radius = clip.radius() * side;
        double centreX = centre.x();
        double centreY = centre.y();
        double reach = clip.shape().reach() * radius + 1.0;
        int top = Math.max(0, (int) Math.floor(centreY - reach));
        int bottom = Math.min(side - 1, (int) Math.ceil(centreY + reach));
        int left = Math.max(0, (int) Math.floor(centreX - reach));
        int right = Math.min(side - 1, (int) Math.ceil(centreX + reach));
        var bytes = new byte[side * side * RgbFrames.CHANNELS];
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double distance = clip.shape().signedDistance(column + 0.5 - centreX, row + 0.5 - centreY, radius);
                double coverage = Math.max(0.0, Math.min(1.0, 0.5 - distance));
                int at = (row * side + column) * RgbFrames.CHANNELS;
                for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                    bytes[at + c] = (byte) (int) Math.floor(255.0 * coverage * rgb[c] + 0.5);
                }
            }
        }
        return bytes;
    }
}
