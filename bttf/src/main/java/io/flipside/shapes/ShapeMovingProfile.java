package io.flipside.shapes;

/** How long and how large the synthetic clips are. */
public enum ShapeMovingProfile {
    /** The clips of the paper: 65 frames of 224 x 224 at 16 frames a second. */
    PAPER(65, 224, 16),
    /** The clips of the embedded default: 17 frames of 64 x 64 at 8 frames a second. */
    SMALL(17, 64, 8);

    private final int frameCount;
    private final int side;
    private final int framesPerSecond;

    ShapeMovingProfile(int frameCount, int side, int framesPerSecond) {
        this.frameCount = frameCount;
        this.side = side;
        this.framesPerSecond = framesPerSecond;
    }

    /** Frames of a clip. */
    public int frameCount() {
        return frameCount;
    }

    /** Height and width of a frame in pixels. */
    public int side() {
        return side;
    }

    /** Frames a second. */
    public int framesPerSecond() {
        return framesPerSecond;
    }
}
