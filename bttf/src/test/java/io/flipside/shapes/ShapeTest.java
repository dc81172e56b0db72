package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void outlinesLieWhereTheSpecificationPutsThem() {
        assertEquals(0.0, Shape.CIRCLE.signedDistance(6, 8, 10), 1e-12);
        assertEquals(0.0, Shape.SQUARE.signedDistance(8.5, -3, 10), 1e-12);
        assertEquals(0.0, Shape.DIAMOND.signedDistance(0, 12, 10), 1e-12);
        assertEquals(0.0, Shape.TRIANGLE.signedDistance(0, -12, 10), 1e-12);
        assertEquals(0.0, Shape.TRIANGLE.signedDistance(3, 6, 10), 1e-12);
        assertEquals(0.0, Shape.TRIANGLE.signedDistance(12 * Math.cos(Math.PI / 6), 6, 10), 1e-12);
    }

    @Test
    void noPointOfAShapeLiesBeyondItsReach() {
        for (Shape shape : Shape.values()) {
            for (int degrees = 0; degrees < 360; degrees++) {
                double x = 1.0001 * shape.reach() * 10;
                double y = 30 * Math.sin(Math.toRadians(degrees));
                assertTrue(shape.signedDistance(x, y, 10) > 0.0);
                assertTrue(shape.signedDistance(-x, y, 10) > 0.0);
                assertTrue(shape.signedDistance(y, x, 10) > 0.0);
                assertTrue(shape.signedDistance(y, -x, 10) > 0.0);
            }
        }
    }

    @Test
    void classIndicesAreUpDownLeftRight() {
        assertEquals(java.util.List.of("up", "down", "left", "right"), Direction.classNames());
        for (Direction direction : Direction.values()) {
            assertEquals(direction, Direction.values()[direction.classIndex()]);
        }
    }
}
