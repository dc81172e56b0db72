package io.flipside.clip;

/**
 * Swaps left and right. Front cameras store what they see and say in the metadata that it is shown mirrored.
 *
 * @param height rows
 * @param width columns
 */
record Mirror(int height, int width) implements FrameStep {

    @Override
    public byte[] apply(byte[] rgb) {
        var mirrored = new byte[rgb.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int from = (row * width + column) * 3;
                System.arraycopy(rgb, from, mirrored, (row * width + width - 1 - column) * 3, 3);
            }
        }
        return mirrored;
    }
}
