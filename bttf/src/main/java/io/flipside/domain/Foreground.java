package io.flipside.domain;

import io.flipside.frames.RgbFrames;
import java.util.Arrays;

/**
 * What stands out of the background of one frame, as a share of brightness per pixel: the largest difference of a channel
 * from that channel's median over the frame, less what a lossy codec leaves behind.
 */
final class Foreground {
    // a twentieth of the range: above the noise of a codec at ordinary quality
    private static final float NOISE = 0.05f;

    private final int height;
    private final int width;
    private final float[] share;

    private Foreground(int height, int width, float[] share) {
        this.height = height;
        this.width = width;
        this.share = share;
    }

    /**
     * Of one frame.
     *
     * @param planes values in [0, 1] in the order [channel, row, column]
     */
    static Foreground of(float[] planes, int channels, int height, int width) {
        int plane = height * width;
        float[] share = new float[plane];
        for (int c = 0; c < channels; c++) {
            float background = background(planes, c, plane);
            for (int i = 0; i < plane; i++) {
                share[i] = Math.max(share[i], share(planes[c * plane + i], background));
            }
        }
        return new Foreground(height, width, share);
    }

    /** Of one frame of a clip. */
    static Foreground of(RgbFrames frames, int index) {
        int plane = frames.height() * frames.width();
        byte[] rgb = frames.frame(index);
        float[] planes = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            planes[i % RgbFrames.CHANNELS * plane + i / RgbFrames.CHANNELS] = (rgb[i] & 0xFF) / 255f;
        }
        return of(planes, RgbFrames.CHANNELS, frames.height(), frames.width());
    }

    /**
     * What stands out in both frames over what does in either, by brightness: a colour that a decoder misses is no other
     * figure.
     */
    double overlap(Foreground other) {
        double both = 0;
        double either = 0;
        for (int i = 0; i < share.length; i++) {
            both += Math.min(share[i], other.share[i]);
            either += Math.max(share[i], other.share[i]);
        }
        return either == 0 ? 1 : both / either;
    }

    /** How much a pixel stands out, 0 to 1; pixels row by row. */
    float share(int pixel) {
        return share[pixel];
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** How much the pixel that stands out most does, 0 to 1. */
    float most() {
        float most = 0;
        for (float m : share) {
            most = Math.max(most, m);
        }
        return most;
    }

    private static float background(float[] planes, int channel, int plane) {
        float[] sorted = Arrays.copyOfRange(planes, channel * plane, (channel + 1) * plane);
        Arrays.sort(sorted);
        return sorted[plane / 2];
    }

    private static float share(float value, float background) {
        return Math.max(0, Math.abs(value - background) - NOISE);
    }

    /** Squared length of the outline over the area: 4 pi of a disc, 16 of a square; 0 of nothing. */
    double outline() {
        double squares = squares();
        double length = 0;
        for (int row = 0; row + 1 < height; row++) {
            for (int column = 0; column + 1 < width; column++) {
                int i = row * width + column;
                // the gradient between four pixels: its length does not depend on the direction
                double across = (share[i + 1] - share[i] + share[i + width + 1] - share[i + width]) / 2;
                double down = (share[i + width] - share[i] + share[i + width + 1] - share[i + 1]) / 2;
                length += Math.sqrt(across * across + down * down);
            }
        }
        return squares > 0 ? length * length / squares : 0;
    }

    /** Moment of inertia over the squared area, Hu's first invariant: 1 / (2 pi) of a disc, 1 / 6 of a square; 0 of nothing. */
    double spread() {
        double mass = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double m = share[row * width + column];
                mass += m;
                x += m * column;
                y += m * row;
                xx += m * (column * column + row * row);
            }
        }
        if (mass <= 0) {
            return 0;
        }
        // in units of the foreground's own brightness, so that a dim figure is no smaller one
        double area = mass * mass / squares();
        return (xx - (x * x + y * y) / mass) / mass / area;
    }

    /**
     * How much of the convex hull is empty, as a multiple of the figure's own pixels: 0 of a convex figure, more of a star, a
     * ring or two figures. The figure is what stands out at least half as much as anything, empty less than a quarter, so
     * that a soft or noisy edge is neither.
     */
    double hollow() {
        float most = most();
        boolean[] figure = new boolean[share.length];
        for (int i = 0; i < share.length; i++) {
            figure[i] = share[i] > most / 2;
        }
        boolean[] hull = new ConvexHull(figure, height, width).filled();
        int pixels = 0;
        int empty = 0;
        for (int i = 0; i < share.length; i++) {
            pixels += figure[i] ? 1 : 0;
            empty += hull[i] && share[i] < most / 4 ? 1 : 0;
        }
        return pixels == 0 ? 0 : (double) empty / pixels;
    }

    private double squares() {
        double sum = 0;
        for (float m : share) {
            sum += (double) m * m;
        }
        return sum;
    }
}
