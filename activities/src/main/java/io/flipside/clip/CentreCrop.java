package io.flipside.clip;

/**
 * Cuts the middle out of frames; an odd remainder goes to the bottom and the right.
 *
 * @param sourceHeight rows before
 * @param sourceWidth columns before
 * @param height rows after, at most those before
 * @param width columns after, at most those before
 */
record CentreCrop(int sourceHeight, int sourceWidth, int height, int width) implements FrameStep {

    CentreCrop {
        if (height > sourceHeight || width > sourceWidth) {
            throw new IllegalArgumentException(
                    "Cannot cut %d x %d out of %d x %d".formatted(width, height, sourceWidth, sourceHeight));
        }
    }

    @Override
    public byte[] apply(byte[] rgb) {
        if (height == sourceHeight && width == sourceWidth) {
            return rgb;
        }
        int top = (sourceHeight - height) / 2;
        int left = (sourceWidth - width) / 2;
        var cut = new byte[height * width * 3];
        for (int row = 0; row < height; row++) {
            System.arraycopy(rgb, ((top + row) * sourceWidth + left) * 3, cut, row * width * 3, width * 3);
        }
        return cut;
    }
}
