package io.flipside.findings;

import io.flipside.frames.ChannelMedians;
import io.flipside.frames.RgbFrames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One frame taken apart: its ground, which is the median of each channel, and what stands out of it, by the channel that
 * does so most. Values are in [0, 1].
 */
final class Scene {
    /** Above what a decoder leaves behind, below a thing of a quarter of the range on a lightened ground. */
    private static final float THING = 0.18f;
    /** A thing has at least this part of the frame: four pixels of 64x64. */
    private static final double LEAST_PART = 0.0009;

    final int height;
    final int width;
    private final byte[] rgb;
    private final double[] ground;
    private final float[] out;
    private final int[] labels;
    private final List<Blob> things;

    private Scene(byte[] rgb, int height, int width) {
        this.rgb = rgb;
        this.height = height;
        this.width = width;
        int[] medians = ChannelMedians.of(rgb);
        ground = new double[] {medians[0] / 255.0, medians[1] / 255.0, medians[2] / 255.0};
        out = new float[height * width];
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                out[i] = Math.max(out[i], Math.abs(value(i, c) - (float) ground[c]));
            }
        }
        labels = new int[out.length];
        things = things();
    }

    static Scene of(RgbFrames frames, int index) {
        return new Scene(frames.frame(index), frames.height(), frames.width());
    }

    /** The largest thing by mass. */
    Optional<Blob> main() {
        return things.stream().findFirst();
    }

    /** All others. */
    List<Blob> seconds() {
        return things.isEmpty() ? List.of() : things.subList(1, things.size());
    }

    /** One channel of the ground. */
    double ground(int channel) {
        return ground[channel];
    }

    double groundBrightness() {
        return luma(ground[0], ground[1], ground[2]);
    }

    /** Mean over the frame. */
    double brightness() {
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            sum += luma(value(i, 0), value(i, 1), value(i, 2));
        }
        return sum / out.length;
    }

    /** How far a pixel stands out. */
    float out(int pixel) {
        return out[pixel];
    }

    boolean belongsTo(int pixel, Blob thing) {
        return labels[pixel] == thing.label();
    }

    /** By how much a thing's pixels differ from the ground, summed: red, green and blue. */
    double[] difference(Blob thing) {
        double[] sums = new double[RgbFrames.CHANNELS];
        for (int i = 0; i < out.length; i++) {
            if (belongsTo(i, thing)) {
                for (int c = 0; c < sums.length; c++) {
                    sums[c] += value(i, c) - ground[c];
                }
            }
        }
        return sums;
    }

    /** How far a thing stands out: the mean over its mass, so that a soft edge counts little. */
    double contrast(Blob thing) {
        double squares = 0;
        for (int i = 0; i < out.length; i++) {
            squares += belongsTo(i, thing) ? (double) out[i] * out[i] : 0;
        }
        return squares / thing.mass();
    }

    /** Luma of ITU-R BT.601. */
    private static double luma(double red, double green, double blue) {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }

    private float value(int pixel, int channel) {
        return (rgb[pixel * RgbFrames.CHANNELS + channel] & 0xFF) / 255f;
    }

    private List<Blob> things() {
        List<Blob> found = new ArrayList<>();
        int[] stack = new int[out.length];
        int label = 0;
        for (int i = 0; i < out.length; i++) {
            if (out[i] > THING && labels[i] == 0) {
                fill(i, ++label, stack).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingDouble(Blob::mass).reversed());
        return List.copyOf(found);
    }

    private Optional<Blob> fill(int start, int label, int[] stack) {
        double mass = 0;
        double x = 0;
        double y = 0;
        int area = 0;
        int top = 0;
        stack[top++] = start;
        labels[start] = label;
        while (top > 0) {
            int at = stack[--top];
            int row = at / width;
            int column = at % width;
            area++;
            mass += out[at];
            x += out[at] * (column + 0.5);
            y += out[at] * (row + 0.5);
            for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
                    int next = r * width + c;
                    if (out[next] > THING && labels[next] == 0) {
                        labels[next] = label;
                        stack[top++] = next;
                    }
                }
            }
        }
        double side = Math.min(height, width);
        return area < LEAST_PART * out.length
                ? Optional.empty()
                : Optional.of(new Blob(label, mass, x / mass / side, y / mass / side));
    }
}
