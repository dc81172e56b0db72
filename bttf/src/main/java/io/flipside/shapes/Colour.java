package io.flipside.shapes;

/**
 * A colour as hue, saturation and value, each in [0, 1].
 *
 * @param hue angle on the colour circle as a fraction of a turn
 * @param saturation 0 grey, 1 pure
 * @param value brightness of the strongest channel
 */
public record Colour(double hue, double saturation, double value) {

    public Colour {
        requireUnit("hue", hue);
        requireUnit("saturation", saturation);
        requireUnit("value", value);
    }

    /** Red, green and blue in [0, 1]. */
    public double[] toRgb() {
        double sector = hue * 6.0;
        int whole = (int) sector;
        double within = sector - whole;
        double low = value * (1.0 - saturation);
        double falling = value * (1.0 - saturation * within);
        double rising = value * (1.0 - saturation * (1.0 - within));
        return switch (whole % 6) {
            case 0 -> new double[] {value, rising, low};
            case 1 -> new double[] {falling, value, low};
            case 2 -> new double[] {low, value, rising};
            case 3 -> new double[] {low, falling, value};
            case 4 -> new double[] {rising, low, value};
            default -> new double[] {value, low, falling};
        };
    }

    private static void requireUnit(String name, double number) {
        if (!(number >= 0.0 && number <= 1.0)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], got " + number);
        }
    }
}
