package io.flipside.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.method.SearchInput;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.search.SearchFixture;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final SearchFixture fixture = new SearchFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void ssimComesThroughTheRegistryWithTheBitsOfTheFormula() {
        RgbFrames original = noise(9, 32, 48, 1);
        RgbFrames counterfactual = noise(9, 32, 48, 2);

        MetricResult.Values values = (MetricResult.Values)
                Metrics.measure(original, counterfactual, models()).get("ssim");

        assertThat(values.byName().keySet()).containsExactly("ssim", "firstFrameSsim");
        assertThat(values.value("ssim")).isEqualTo(Ssim.clips(original, counterfactual));
        assertThat(values.value("firstFrameSsim")).isEqualTo(Ssim.clips(original.select(0), counterfactual.select(0)));
        assertThat(values.byName().values()).allSatisfy(value -> {
            assertThat(value.unit()).isEqualTo("ratio");
            assertThat(value.direction()).isEqualTo(Direction.HIGHER_IS_NEARER);
        });
    }

    @Test
    void whatCannotBeMeasuredIsUnavailableAndSaysWhyAndHowToGetIt() {
        MetricResult result = new SsimMetric().of(noise(2, 8, 12, 1), noise(2, 8, 12, 2), models());

        assertThat(result)
                .isEqualTo(new MetricResult.Unavailable(
                        "SSIM needs pictures of at least 11 x 11, these have 12 x 8.",
                        "Use a generator of larger clips."));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> result.value("ssim"))
                .withMessageContaining("11 x 11")
                .withMessageContaining("larger clips");
    }

    @Test
    void everyMetricIsMeasuredUnderItsName() {
        RgbFrames clip = noise(9, 32, 48, 1);

        Map<String, MetricResult> results = Metrics.measure(clip, noise(9, 32, 48, 2), models());

        assertThat(results.keySet())
                .containsExactlyElementsOf(
                        Metrics.all().stream().map(Metric::name).toList());
        assertThat(results.keySet()).startsWith("ssim", "lpips", "sparsity", "frequency", "cout");
        results.forEach((name, result) -> assertThat(result)
                .as(name)
                .isInstanceOf(
                        List.of("lpips", "object", "reenacted").contains(name)
                                ? MetricResult.Unavailable.class
                                : MetricResult.Values.class));
    }

    @Test
    void noFigureIsNotFiniteAndNoResultIsEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetricValue(Double.NaN, "ratio", Direction.HIGHER_IS_NEARER));
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricResult.Values(Map.of()));
    }

    private MetricModels models() {
        SearchInput input = fixture.input();
        return new MetricModels(fixture.manager(), input.classifier(), input.generator(), "b");
    }

    private static RgbFrames noise(int count, int height, int width, long seed) {
        var rgb = new byte[count * height * width * 3];
        new SplittableRandom(seed).nextBytes(rgb);
        return RgbFrames.of(rgb, count, height, width);
    }
}
