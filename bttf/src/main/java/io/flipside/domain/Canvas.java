package io.flipside.domain;

import io.flipside.frames.RgbFrames;
import java.util.function.DoubleUnaryOperator;

/** A square picture that is drawn on, black at first; values in [0, 1], cut off there when they become bytes. */
final class Canvas {
    static final double[] BLACK = {0, 0, 0};
    static final double[] GREY = {0.5, 0.5, 0.5};
    static final double[] WHITE = {1, 1, 1};

    final int side;
    private final double[] values;

    Canvas(int side) {
        this.side = side;
        this.values = new double[side * side * RgbFrames.CHANNELS];
    }

    /** The colour of a point, given in pixels. */
    interface Paint {
        double[] at(double x, double y);
    }

    /** Signed distance of a point to an outline, in pixels: negative inside. */
    interface Outline {
        double distance(double x, double y);
    }

    void fill(Paint paint) {
        each((x, y, at) -> System.arraycopy(paint.at(x, y), 0, values, at, RgbFrames.CHANNELS));
    }

    /** Draws a filled figure with a soft edge of one pixel. */
    void figure(double[] colour, Outline outline) {
        each((x, y, at) -> blend(at, colour, Math.max(0, Math.min(1, 0.5 - outline.distance(x, y)))));
    }

    void dot(int column, int row, double red, double green, double blue) {
        if (column >= 0 && column < side && row >= 0 && row < side) {
            System.arraycopy(
                    new double[] {red, green, blue},
                    0,
                    values,
                    (row * side + column) * RgbFrames.CHANNELS,
                    RgbFrames.CHANNELS);
        }
    }

    void map(DoubleUnaryOperator change) {
        for (int i = 0; i < values.length; i++) {
            values[i] = change.applyAsDouble(values[i]);
        }
    }

    /** Draws what a frame of one colour on black shows. */
    void lighten(byte[] rgb, double[] colour) {
        double brightest = Math.max(colour[0], Math.max(colour[1], colour[2]));
        each((x, y, at) -> {
            int most = Math.max(rgb[at] & 0xFF, Math.max(rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF));
            blend(at, colour, Math.min(1, most / 255.0 / brightest));
        });
    }

    byte[] bytes() {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) Math.floor(255 * Math.max(0, Math.min(1, values[i])) + 0.5);
        }
        return bytes;
    }

    private void blend(int at, double[] colour, double share) {
        for (int c = 0; c < RgbFrames.CHANNELS; c++) {
            values[at + c] = (1 - share) * values[at + c] + share * colour[c];
        }
    }

    private interface Pixel {
        void visit(double x, double y, int at);
    }

    private void each(Pixel pixel) {
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                pixel.visit(column + 0.5, row + 0.5, (row * side + column) * RgbFrames.CHANNELS);
            }
        }
    }
}
