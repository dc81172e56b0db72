package io.flipside.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.frames.RgbFrames;
import io.flipside.method.SearchInput;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.metric.MetricResult.Values;
import io.flipside.search.SearchFixture;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectMetricTest {
    private final SearchFixture fixture = new SearchFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aThingThatGoesAnotherWayIsTheSameThingInEveryClipOfTheSmallWorld() {
        ShapeMovingSplit.TEST.indices(7).limit(100).forEach(index -> {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, index);
            for (Direction way : Direction.values()) {
                assertThat(measure(clip.frames(), clip.withDirection(way).frames())
                                .value(ObjectMetric.CHANGE))
                        .as("clip %s to %s", index, way)
                        .isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void whatGrewIsSaidByTheFigureOfItsAreaInSharesOfTheFirstFrame() {
        RgbFrames small = squares(10, 0);
        MetricResult result = measure(small, squares(12, 0));
        assertThat(result.value(ObjectMetric.AREA))
                .as("reference: 12 x 12 over 10 x 10, less one")
                .isCloseTo(0.44, within(1e-9));
        assertThat(result.value(ObjectMetric.CHANGE)).isCloseTo(0.44 / 0.25, within(1e-9));
        assertThat(result.value(ObjectMetric.COLOUR)).isCloseTo(0, within(1e-9));
        assertThat(measure(small, squares(0, 0)).value(ObjectMetric.AREA))
                .as("a thing that is gone")
                .isEqualTo(1);
    }

    @Test
    void whereNotOneThingStandsOutThereIsNoFigureAndItSaysWhy() {
        byte[] noise = new byte[64 * 64 * 3];
        new SplittableRandom(1).nextBytes(noise);
        for (RgbFrames none :
                new RgbFrames[] {RgbFrames.of(noise, 1, 64, 64), squares(0, 0), squares(10, 10), squares(50, 0)}) {
            assertThat(measure(none, none))
                    .isInstanceOfSatisfying(MetricResult.Unavailable.class, why -> assertThat(why.reason())
                            .contains("one thing"));
        }
        assertThat(measure(squares(10, 0), squares(10, 10))).isInstanceOf(Values.class);
    }

    private MetricResult measure(RgbFrames original, RgbFrames counterfactual) {
        SearchInput input = fixture.input();
        return new ObjectMetric()
                .of(
                        original,
                        counterfactual,
                        new MetricModels(fixture.manager(), input.classifier(), input.generator(), "b"));
    }

    /** A bright square in one corner and another in the opposite one, of these sides. */
    private static RgbFrames squares(int side, int other) {
        byte[] rgb = new byte[64 * 64 * 3];
        for (int row = 0; row < 64; row++) {
            for (int column = 0; column < 64; column++) {
                boolean first = row >= 2 && column >= 2 && row < 2 + side && column < 2 + side;
                boolean second = row < 62 && column < 62 && row >= 62 - other && column >= 62 - other;
                if (first || second) {
                    rgb[3 * (row * 64 + column)] = (byte) 250;
                }
            }
        }
        return RgbFrames.of(rgb, 1, 64, 64);
    }
}
