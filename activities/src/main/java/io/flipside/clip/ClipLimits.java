package io.flipside.clip;

/**
 * How large a clip may be. Every limit is checked before the memory it guards is taken.
 *
 * @param fileBytes bytes of the file
 * @param seconds duration that the file declares
 * @param side pixels of the longer side of a frame
 * @param frames number of frames
 * @param pixelBytes bytes of all decoded frames that are kept (three a pixel)
 */
public record ClipLimits(long fileBytes, double seconds, int side, int frames, long pixelBytes) {

    /** Room for two minutes of full-HD phone video cut down to a network's clip, or three seconds of it as it is. */
    public static final ClipLimits DEFAULT = new ClipLimits(512L << 20, 120.0, 4096, 3600, 512L << 20);

    public ClipLimits {
        if (fileBytes < 1 || !(seconds > 0.0) || side < 1 || side > 16_384 || frames < 1 || pixelBytes < 1) {
            throw new IllegalArgumentException("Limits are above 0 and a side is at most 16384");
        }
    }
}
