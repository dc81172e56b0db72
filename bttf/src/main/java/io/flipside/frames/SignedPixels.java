package io.flipside.frames;

/**
 * The one rule between bytes and the numbers that networks see: {@code x = 2 v / 255 - 1}, and back by clamping to
 * [-1, 1] and rounding half up.
 *
 * <p>Bytes survive the way there and back unchanged.
 */
public final class SignedPixels {

    private SignedPixels() {}

    /**
     * A clip as numbers in [-1, 1].
     *
     * @return flat array in the order [channel, frame, row, column]
     * @throws ArithmeticException if the clip has more than 2^31 - 1 values
     */
    public static float[] fromFrames(RgbFrames frames) {
        int plane = frames.height() * frames.width();
        int volume = Math.multiplyExact(frames.count(), plane);
        var signed = new float[Math.multiplyExact(RgbFrames.CHANNELS, volume)];
        for (int f = 0; f < frames.count(); f++) {
            byte[] rgb = frames.frame(f);
            for (int p = 0; p < plane; p++) {
                for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                    signed[c * volume + f * plane + p] = toSigned(rgb[p * RgbFrames.CHANNELS + c]);
                }
            }
        }
        return signed;
    }

    /**
     * Numbers as a clip; values outside [-1, 1] are clamped.
     *
     * @param signed flat array in the order [channel, frame, row, column]
     * @throws IllegalArgumentException if the length does not fit the shape or a value is not a number
     */
    public static RgbFrames toFrames(float[] signed, int count, int height, int width) {
        var builder = RgbFrames.builder(height, width);
        int plane = height * width;
        if (count < 1 || signed.length != (long) RgbFrames.CHANNELS * count * plane) {
            throw new IllegalArgumentException(
                    "Expected 3 x %d x %d x %d values, got %d".formatted(count, height, width, signed.length));
        }
        int volume = count * plane;
        var rgb = new byte[plane * RgbFrames.CHANNELS];
        for (int f = 0; f < count; f++) {
            for (int p = 0; p < plane; p++) {
                for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                    rgb[p * RgbFrames.CHANNELS + c] = toByte(signed[c * volume + f * plane + p]);
                }
            }
            builder.add(rgb);
        }
        return builder.build();
    }

    static float toSigned(byte value) {
        return (float) (2.0 * (value & 0xFF) / 255.0 - 1.0);
    }

    static byte toByte(float signed) {
        if (Float.isNaN(signed)) {
            // A search that diverged must not turn into a grey clip that somebody believes.
            throw new IllegalArgumentException("A pixel is not a number");
        }
        double clamped = Math.max(-1.0, Math.min(1.0, signed));
        return (byte) (int) Math.floor((clamped + 1.0) * 127.5 + 0.5);
    }
}
