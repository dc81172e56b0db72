package io.flipside.pgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Reference: the projections in plain sums. Tolerance: 1e-6 of a pixel, some roundings of float32. */
class PixelBallPropertiesTest {
    private static final double ROUNDING = 1e-6;

    private static float[] pixels(SplittableRandom random, int count, double least, double most) {
        float[] pixels = new float[count];
        for (int i = 0; i < count; i++) {
            // the ends of the range are as likely as all between them
            double at = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
            pixels[i] = (float) (least + (most - least) * at);
        }
        return pixels;
    }

    private static void isInside(PixelBall ball, float[] original, float[] clip) {
        assertThat(ball.distance(original, clip)).isLessThanOrEqualTo(ball.radius() + ROUNDING);
        for (float pixel : clip) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Property(tries = 200)
    void whatIsProjectedLiesInTheBallAndItsPixelsInTheirRange(
            @ForAll long seed,
            @ForAll Norm norm,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @DoubleRange(min = 0.01, max = 3) double radius) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] original = pixels(random, count, 0, 1);
        PixelBall ball = new PixelBall(norm, radius);

        float[] projected = ball.project(original, pixels(random, count, -2, 3));
        isInside(ball, original, projected);
        assertThat(ball.distance(projected, ball.project(original, projected))).isLessThan(ROUNDING);

        Latent gradient = Latent.of(new Shape(count), pixels(random, count, -1e3, 1e3));
        isInside(ball, original, ball.descend(original, projected, gradient, radius / 2));
        isInside(ball, original, ball.draw(original, Latent.noise(new Shape(count), seed), seed));
    }

    @Property(tries = 200)
    void theProjectionIsThatOfPlainLoops(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @DoubleRange(min = 0.01, max = 3) double radius) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] original = pixels(random, count, 0, 1);
        float[] clip = pixels(random, count, -1, 2);
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += Math.pow(clip[i] - (double) original[i], 2);
        }
        double length = Math.sqrt(squares);

        float[] l2 = new PixelBall(Norm.L2, radius).project(original, clip);
        float[] linf = new PixelBall(Norm.LINF, radius).project(original, clip);

        for (int i = 0; i < count; i++) {
            double difference = clip[i] - (double) original[i];
            double shortened = length > radius ? difference * radius / length : difference;
            double limited = difference > radius ? radius : difference < -radius ? -radius : difference;
            assertThat((double) l2[i]).isCloseTo(inRange(original[i] + shortened), within(ROUNDING));
            assertThat((double) linf[i]).isCloseTo(inRange(original[i] + limited), within(ROUNDING));
        }
    }

    private static double inRange(double pixel) {
        return pixel < 0 ? 0 : pixel > 1 ? 1 : pixel;
    }

    @Property(tries = 50)
    void whereTheGradientIsZeroNothingMoves(@ForAll long seed, @ForAll Norm norm) {
        float[] original = pixels(new SplittableRandom(seed), 20, 0, 1);
        PixelBall ball = new PixelBall(norm, 0.5);

        assertThat(ball.descend(original, original, Latent.zeros(new Shape(20)), 0.1))
                .isEqualTo(original);
    }

    @Property(tries = 100)
    void anEpsilonThatWasStatedForOneSizeKeepsItsRootMeanSquareOnAnother(
            @ForAll @DoubleRange(min = 0.01, max = 100) double epsilon,
            @ForAll @IntRange(min = 1, max = 20_000_000) int stated,
            @ForAll @IntRange(min = 1, max = 20_000_000) int values) {
        double radius = new PixelBudget(Norm.L2, epsilon, stated).radius(values);

        assertThat(radius / Math.sqrt(values)).isCloseTo(epsilon / Math.sqrt(stated), within(1e-9 * epsilon));
        assertThat(new PixelBudget(Norm.L2, epsilon, 0).radius(values)).isEqualTo(epsilon);
    }
}
