package io.flipside.clip;

/** What happens to each decoded frame before it is kept. Bytes are RGB in the order [row, column, channel]. */
interface FrameStep {

    /** Rows of a result. */
    int height();

    /** Columns of a result. */
    int width();

    /** One frame, changed; may return its argument. */
    byte[] apply(byte[] rgb);

    /** Makes a step for frames of a given size. */
    interface Maker {
        FrameStep forFrames(int height, int width);
    }

    /** This step and then another. */
    default FrameStep then(Maker next) {
        FrameStep first = this;
        FrameStep second = next.forFrames(height(), width());
        return new FrameStep() {
            @Override
            public int height() {
                return second.height();
            }

            @Override
            public int width() {
                return second.width();
            }

            @Override
            public byte[] apply(byte[] rgb) {
                return second.apply(first.apply(rgb));
            }
        };
    }

    /** Leaves frames as they are. */
    record Untouched(int height, int width) implements FrameStep {
        @Override
        public byte[] apply(byte[] rgb) {
            return rgb;
        }
    }
}
