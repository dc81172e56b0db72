package io.flipside.stability;

import ai.djl.ndarray.types.Shape;
import io.flipside.clip.Clip;
import io.flipside.frames.RgbFrames;
import io.flipside.method.Latent;
import java.util.function.UnaryOperator;

/** Changes of pixels that need no codec. */
final class Smoothing {
    private Smoothing() {}

    /** Each frame under a Gaussian that reaches to three deviations; the rim is continued. */
    static Clip blurred(Clip clip, double deviation) {
        double[] weights = gaussian(deviation);
        return changed(clip, rgb -> {
            double[] across = filtered(values(rgb), weights, clip.height(), clip.width(), true);
            return bytes(filtered(across, weights, clip.height(), clip.width(), false));
        });
    }

    /** Gaussian noise on every value, drawn anew for each frame. */
    static Clip noisy(Clip clip, double deviation, long seed) {
        int values = clip.height() * clip.width() * RgbFrames.CHANNELS;
        float[] noise =
                Latent.noise(new Shape((long) clip.count() * values), seed).values();
        RgbFrames.Builder frames = RgbFrames.builder(clip.height(), clip.width());
        for (int f = 0; f < clip.count(); f++) {
            double[] noisy = values(clip.frames().frame(f));
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] += 255 * deviation * noise[f * values + i];
            }
            frames.add(bytes(noisy));
        }
        return new Clip(frames.build(), clip.framesPerSecond());
    }

    /** The upper left part of each frame. */
    static RgbFrames cropped(RgbFrames frames, int height, int width) {
        if (frames.height() == height && frames.width() == width) {
            return frames;
        }
        RgbFrames.Builder cropped = RgbFrames.builder(height, width);
        int row = RgbFrames.CHANNELS * width;
        for (int f = 0; f < frames.count(); f++) {
            byte[] whole = frames.frame(f);
            byte[] part = new byte[height * row];
            for (int y = 0; y < height; y++) {
                System.arraycopy(whole, y * RgbFrames.CHANNELS * frames.width(), part, y * row, row);
            }
            cropped.add(part);
        }
        return cropped.build();
    }

    private static Clip changed(Clip clip, UnaryOperator<byte[]> change) {
        RgbFrames.Builder frames = RgbFrames.builder(clip.height(), clip.width());
        for (int f = 0; f < clip.count(); f++) {
            frames.add(change.apply(clip.frames().frame(f)));
        }
        return new Clip(frames.build(), clip.framesPerSecond());
    }

    private static double[] gaussian(double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = (i - reach) / deviation;
            weights[i] = StrictMath.exp(-0.5 * distance * distance);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double[] filtered(double[] values, double[] weights, int height, int width, boolean across) {
        double[] filtered = new double[values.length];
        int reach = weights.length / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                    double sum = 0;
                    for (int k = -reach; k <= reach; k++) {
                        int column = across ? Math.min(width - 1, Math.max(0, x + k)) : x;
                        int row = across ? y : Math.min(height - 1, Math.max(0, y + k));
                        sum += weights[k + reach] * values[(row * width + column) * RgbFrames.CHANNELS + c];
                    }
                    filtered[(y * width + x) * RgbFrames.CHANNELS + c] = sum;
                }
            }
        }
        return filtered;
    }

    private static double[] values(byte[] rgb) {
        double[] values = new double[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i] = rgb[i] & 0xFF;
        }
        return values;
    }

    private static byte[] bytes(double[] values) {
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(Math.max(0, Math.min(255, values[i])));
        }
        return rgb;
    }
}
