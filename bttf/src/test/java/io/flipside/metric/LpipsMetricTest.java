package io.flipside.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import io.flipside.method.SearchInput;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.metric.network.Lpips;
import io.flipside.search.SearchFixture;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LpipsMetricTest {
    private final SearchFixture fixture = new SearchFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Reference: the network itself, one picture at a time; the golden case holds that. Tolerance 1e-5 relative. */
    @Test
    void itIsTheMeanOverFramesOfTheNetworksDistance() {
        RgbFrames original = noise(10, 32, 33, 1);
        RgbFrames counterfactual = noise(10, 32, 33, 2);

        MetricResult.Values values =
                (MetricResult.Values) new LpipsMetric().of(original, counterfactual, models(new RandomTensors(5)));

        assertThat(values.byName().keySet()).containsExactly("lpips", "firstFrameLpips");
        assertThat(values.weightsSha256()).containsExactly("abc");
        assertThat(values.byName().values()).allMatch(value -> value.direction() == Direction.LOWER_IS_NEARER);
        double[] one = IntStream.range(0, original.count())
                .mapToDouble(f -> distance(original.select(f), counterfactual.select(f)))
                .toArray();
        double mean = Arrays.stream(one).average().orElseThrow();
        assertThat(values.value("lpips")).isCloseTo(mean, within(1e-5 * Math.abs(mean)));
        assertThat(values.value("firstFrameLpips")).isCloseTo(one[0], within(1e-5 * Math.abs(one[0])));
    }

    @Test
    void equalClipsHaveNoDistance() {
        RgbFrames clip = noise(2, 32, 32, 1);

        MetricResult result = new LpipsMetric().of(clip, clip, models(new RandomTensors(5)));

        assertThat(result.value("lpips")).isZero();
        assertThat(result.value("firstFrameLpips")).isZero();
    }

    @Test
    void withoutWeightsItIsUnavailableAndNamesTheCommand() {
        RgbFrames clip = noise(2, 32, 32, 1);
        SearchInput input = fixture.input();

        MetricResult result = new LpipsMetric()
                .of(clip, clip, new MetricModels(fixture.manager(), input.classifier(), input.generator()));

        assertThat(result).isInstanceOfSatisfying(MetricResult.Unavailable.class, none -> {
            assertThat(none.reason()).contains("not registered");
            assertThat(none.howToGetIt()).contains("flipside models add");
        });
    }

    @Test
    void tooSmallPicturesAndBrokenWeightsAreUnavailableNotAnError() {
        RgbFrames small = noise(2, 30, 40, 1);
        RgbFrames clip = noise(2, 32, 32, 1);

        assertThat(new LpipsMetric().of(small, small, models(new RandomTensors(5))))
                .isInstanceOfSatisfying(MetricResult.Unavailable.class, none -> assertThat(none.reason())
                        .contains("31 x 31", "40 x 30"));
        assertThat(new LpipsMetric().of(clip, clip, models(new NotFinite())))
                .isInstanceOfSatisfying(MetricResult.Unavailable.class, none -> assertThat(none.reason())
                        .contains("not finite"));
    }

    private double distance(RgbFrames a, RgbFrames b) {
        try (NDManager scope = fixture.manager().newSubManager()) {
            Shape shape = new Shape(1, 3, a.height(), a.width());
            return new Lpips(new Parameters(scope, new RandomTensors(5)))
                    .distances(
                            scope.create(SignedPixels.fromFrames(a), shape),
                            scope.create(SignedPixels.fromFrames(b), shape))
                    .getFloat(0);
        }
    }

    private MetricModels models(TensorSource tensors) {
        SearchInput input = fixture.input();
        return new MetricModels(
                fixture.manager(),
                input.classifier(),
                input.generator(),
                network -> new NetworkWeights.Registered(tensors, List.of("abc")));
    }

    private record NotFinite() implements TensorSource {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public NDArray read(String name, Shape expected, NDManager manager) {
            return manager.full(expected, Float.NaN);
        }
    }

    private static RgbFrames noise(int count, int height, int width, long seed) {
        var rgb = new byte[count * height * width * 3];
        new SplittableRandom(seed).nextBytes(rgb);
        return RgbFrames.of(rgb, count, height, width);
    }
}
