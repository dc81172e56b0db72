package io.flipside.frames;

/** The colour of a frame's background, if most of the frame is background: the median of each channel. */
public final class ChannelMedians {
    private static final int VALUES = 256;

    private ChannelMedians() {}

    /**
     * Of one frame.
     *
     * @param rgb bytes in the order [row, column, channel]
     * @return 0..255, one a channel; of an even number the upper middle
     */
    public static int[] of(byte[] rgb) {
        int[] medians = new int[RgbFrames.CHANNELS];
        for (int channel = 0; channel < medians.length; channel++) {
            medians[channel] = median(rgb, channel);
        }
        return medians;
    }

    private static int median(byte[] rgb, int channel) {
        int[] counts = new int[VALUES];
        for (int i = channel; i < rgb.length; i += RgbFrames.CHANNELS) {
            counts[rgb[i] & 0xFF]++;
        }
        int left = rgb.length / RgbFrames.CHANNELS / 2;
        int value = 0;
        while (left >= counts[value]) {
            left -= counts[value++];
        }
        return value;
    }
}
