package io.flipside.shapes;

/** A figure given by its signed distance, in the unit of its size: negative inside, positive outside. */
public enum Shape {
    /** Disc of the given radius. */
    CIRCLE(1.0) {
        @Override
        double signedDistance(double x, double y, double radius) {
            return Math.sqrt(x * x + y * y) - radius;
        }
    },
    /** Axis-parallel square with half side 0.85 radius. */
    SQUARE(0.85) {
        @Override
        double signedDistance(double x, double y, double radius) {
            return Math.max(Math.abs(x), Math.abs(y)) - 0.85 * radius;
        }
    },
    /** Equilateral triangle that points up, circumradius 1.2 radius. */
    TRIANGLE(1.2) {
        @Override
        double signedDistance(double x, double y, double radius) {
            double inradius = 0.6 * radius;
            double slopes = HALF_SQRT_3 * Math.abs(x) - 0.5 * y;
            return Math.max(y, slopes) - inradius;
        }
    },
    /** Square on its corner, half diagonal 1.2 radius. */
    DIAMOND(1.2) {
        @Override
        double signedDistance(double x, double y, double radius) {
            return (Math.abs(x) + Math.abs(y) - 1.2 * radius) / SQRT_2;
        }
    };

    private static final double SQRT_2 = Math.sqrt(2.0);
    private static final double HALF_SQRT_3 = Math.sqrt(3.0) / 2.0;

    private final double reach;

    Shape(double reach) {
        this.reach = reach;
    }

    /** Farthest extent along an axis from the centre, as a multiple of the radius. */
    double reach() {
        return reach;
    }

    /**
     * Distance to the outline of the shape at the origin.
     *
     * @param x columns to the right of the centre
     * @param y rows below the centre
     * @param radius size, same unit as x and y
     */
    abstract double signedDistance(double x, double y, double radius);
}
