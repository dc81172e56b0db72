package io.flipside.clip;

/**
 * Turns frames upright, clockwise by quarters. Phones store portrait clips on their side and say so in the metadata.
 *
 * @param quarters 0..3
 * @param sourceHeight rows before
 * @param sourceWidth columns before
 */
record Rotation(int quarters, int sourceHeight, int sourceWidth) implements FrameStep {

    /** For a clockwise angle in degrees, rounded to the nearest quarter. */
    static Rotation clockwise(double degrees, int sourceHeight, int sourceWidth) {
        int quarters = Math.floorMod(Math.round(degrees / 90.0), 4);
        return new Rotation(quarters, sourceHeight, sourceWidth);
    }

    @Override
    public int height() {
        return quarters % 2 == 0 ? sourceHeight : sourceWidth;
    }

    @Override
    public int width() {
        return quarters % 2 == 0 ? sourceWidth : sourceHeight;
    }

    @Override
    public byte[] apply(byte[] rgb) {
        if (quarters == 0) {
            return rgb;
        }
        var turned = new byte[rgb.length];
        for (int row = 0; row < sourceHeight; row++) {
            for (int column = 0; column < sourceWidth; column++) {
                int from = (row * sourceWidth + column) * 3;
                System.arraycopy(rgb, from, turned, target(row, column) * 3, 3);
            }
        }
        return turned;
    }

    private int target(int row, int column) {
        return switch (quarters) {
            case 1 -> column * sourceHeight + sourceHeight - 1 - row;
            case 2 -> (sourceHeight - 1 - row) * sourceWidth + sourceWidth - 1 - column;
            default -> (sourceWidth - 1 - column) * sourceHeight + row;
        };
    }
}
