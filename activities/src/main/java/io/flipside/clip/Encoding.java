package io.flipside.clip;

import java.util.Map;

/**
 * How a clip is written: container, codec, pixel format and their options.
 *
 * @param container FFmpeg's name of the container
 * @param codec FFmpeg's name of the encoder: asked for by name, because a container's default would be taken silently
 * @param pixelFormat FFmpeg's name of the pixel format
 * @param bitsPerPixel target of a lossy codec, 0 for the codec's own
 * @param leastBitRate bits a second that a lossy codec has at least: at those a small clip is still clean
 * @param codecOptions private and generic options of the encoder
 * @param containerOptions options of the container
 */
record Encoding(
        String container,
        String codec,
        String pixelFormat,
        double bitsPerPixel,
        long leastBitRate,
        Map<String, String> codecOptions,
        Map<String, String> containerOptions) {

    private static final long CLEAN_BIT_RATE = 500_000;

    /**
     * Lossless evidence: every frame by itself, with a checksum in each slice, so that damage is found on reading. FFV1
     * knows 8-bit RGB only with a padding byte.
     */
    static final Encoding EVIDENCE =
            new Encoding("matroska", "ffv1", "bgr0", 0.0, Map.of("level", "3", "slicecrc", "1", "g", "1"), Map.of());

    /** For people: plays in every browser and chat. */
    static final Encoding SHAREABLE = new Encoding(
            "mp4",
            "libopenh264",
            "yuv420p",
            0.4,
            Map.of("allow_skip_frames", "0", "g", "24"),
            Map.of("movflags", "+faststart"));

    /** At a lossy codec's usual least rate. */
    Encoding(
            String container,
            String codec,
            String pixelFormat,
            double bitsPerPixel,
            Map<String, String> codecOptions,
            Map<String, String> containerOptions) {
        this(container, codec, pixelFormat, bitsPerPixel, CLEAN_BIT_RATE, codecOptions, containerOptions);
    }

    /** Lossy at a rate that somebody asks for, however low, to see what is left of a clip. */
    static Encoding compressed(double bitsPerPixel) {
        return new Encoding(
                SHAREABLE.container,
                SHAREABLE.codec,
                SHAREABLE.pixelFormat,
                bitsPerPixel,
                1_000,
                SHAREABLE.codecOptions,
                SHAREABLE.containerOptions);
    }

    Encoding {
        codecOptions = Map.copyOf(codecOptions);
        containerOptions = Map.copyOf(containerOptions);
    }

    /** Bits a second for a frame size and rate. */
    long bitRate(int width, int height, double framesPerSecond) {
        return bitsPerPixel == 0.0
                ? 0
                : Math.max(leastBitRate, Math.round(bitsPerPixel * width * height * framesPerSecond));
    }
}
