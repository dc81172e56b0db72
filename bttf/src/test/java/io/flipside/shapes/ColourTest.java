package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColourTest {

    @Test
    void agreesWithTheColourModelOfTheJdk() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            double hue = random.nextDouble();
            double saturation = random.nextDouble();
            double value = random.nextDouble();
            double[] rgb = new Colour(hue, saturation, value).toRgb();
            int packed = Color.HSBtoRGB((float) hue, (float) saturation, (float) value);
            for (int c = 0; c < 3; c++) {
                assertEquals((packed >> (16 - 8 * c)) & 0xFF, 255 * rgb[c], 0.51);
            }
        }
    }

    @Test
    void aWholeTurnIsRedAgain() {
        assertArrayEquals(new double[] {1, 0, 0}, new Colour(1.0, 1.0, 1.0).toRgb(), 1e-12);
    }

    @Test
    void refusesNumbersOutsideTheUnitRange() {
        assertThrows(IllegalArgumentException.class, () -> new Colour(1.1, 0.5, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Colour(0.5, -0.1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Colour(0.5, 0.5, Double.NaN));
    }
}
