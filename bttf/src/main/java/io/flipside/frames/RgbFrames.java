package io.flipside.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Immutable 8-bit RGB frames of one clip, indexed [frame, row, column, channel], all of one size.
 *
 * <p>Frames are held one array each: a full-HD clip would not fit a single Java array, and resampling in time can share
 * the frames that it keeps.
 */
public final class RgbFrames {

    /** Red, green and blue. */
    public static final int CHANNELS = 3;

    private final int height;
    private final int width;
    private final List<byte[]> frames;

    private RgbFrames(int height, int width, List<byte[]> frames) {
        this.height = height;
        this.width = width;
        this.frames = frames;
    }

    /**
     * Starts an empty clip of a given frame size.
     *
     * @param height rows of a frame, at least 1
     * @param width columns of a frame, at least 1
     * @throws IllegalArgumentException if a side is below 1 or one frame would not fit an array
     */
    public static Builder builder(int height, int width) {
        return new Builder(height, width);
    }

    /**
     * Frames from one flat array in the order [frame, row, column, channel].
     *
     * @throws IllegalArgumentException if the array's length is not {@code count * height * width * 3}
     */
    public static RgbFrames of(byte[] rgb, int count, int height, int width) {
        var builder = builder(height, width);
        int size = builder.frameBytes;
        if (count < 1 || rgb.length != (long) count * size) {
            throw new IllegalArgumentException(
                    "Expected %d frames of %d bytes, got %d bytes in all".formatted(count, size, rgb.length));
        }
        for (int i = 0; i < count; i++) {
            builder.add(Arrays.copyOfRange(rgb, i * size, (i + 1) * size));
        }
        return builder.build();
    }

    /** Number of frames, at least 1. */
    public int count() {
        return frames.size();
    }

    /** Rows of a frame. */
    public int height() {
        return height;
    }

    /** Columns of a frame. */
    public int width() {
        return width;
    }

    /** A copy of one frame's bytes in the order [row, column, channel]. */
    public byte[] frame(int index) {
        return frames.get(index).clone();
    }

    /**
     * One colour value.
     *
     * @param channel 0 red, 1 green, 2 blue
     * @return 0..255
     */
    public int sample(int frame, int row, int column, int channel) {
        return frames.get(frame)[(row * width + column) * CHANNELS + channel] & 0xFF;
    }

    /**
     * The frames at the given indices, in that order; an index may repeat.
     *
     * @throws IndexOutOfBoundsException if an index is outside 0..count-1
     * @throws IllegalArgumentException if no index is given
     */
    public RgbFrames select(int... indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("A clip has at least one frame");
        }
        var kept = new ArrayList<byte[]>(indices.length);
        for (int index : indices) {
            kept.add(frames.get(index));
        }
        return new RgbFrames(height, width, List.copyOf(kept));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbFrames that
                && height == that.height
                && width == that.width
                && Arrays.deepEquals(frames.toArray(), that.frames.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.deepHashCode(frames.toArray());
    }

    @Override
    public String toString() {
        return "RgbFrames[%d frames of %d x %d]".formatted(count(), width, height);
    }

    /** Collects frames one at a time; takes a copy of each. */
    public static final class Builder {
        private final int height;
        private final int width;
        private final int frameBytes;
        private final List<byte[]> frames = new ArrayList<>();

        private Builder(int height, int width) {
            long bytes = (long) height * width * CHANNELS;
            if (height < 1 || width < 1 || bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("No frame can be %d x %d".formatted(width, height));
            }
            this.height = height;
            this.width = width;
            this.frameBytes = (int) bytes;
        }

        /**
         * Appends a frame in the order [row, column, channel].
         *
         * @throws IllegalArgumentException if the length is not {@code height * width * 3}
         */
        public Builder add(byte[] rgb) {
            if (rgb.length != frameBytes) {
                throw new IllegalArgumentException(
                        "A %d x %d frame has %d bytes, got %d".formatted(width, height, frameBytes, rgb.length));
            }
            frames.add(rgb.clone());
            return this;
        }

        /** Number of frames so far. */
        public int count() {
            return frames.size();
        }

        /**
         * The clip.
         *
         * @throws IllegalStateException if no frame was added
         */
        public RgbFrames build() {
            if (frames.isEmpty()) {
                throw new IllegalStateException("A clip has at least one frame");
            }
            return new RgbFrames(height, width, List.copyOf(frames));
        }
    }
}
