package io.flipside.clip;

/** A native call failed. Never leaves this room: readers and writers say what it means for the file at hand. */
final class FfmpegFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FfmpegFailure(String action, String description) {
        super("Could not %s: %s".formatted(action, description));
    }
}
