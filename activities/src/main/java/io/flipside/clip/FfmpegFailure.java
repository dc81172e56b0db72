package io.flipside.clip;

/** A native call failed. Never leaves this room: readers and writers say what it means for the file at hand. */
final class FfmpegFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    FfmpegFailure(String action, int code, String description) {
        super("Could not %s: %s".formatted(action, description));
        this.code = code;
    }

    /** FFmpeg's error code, or 0 if there was none. */
    int code() {
        return code;
    }
}
