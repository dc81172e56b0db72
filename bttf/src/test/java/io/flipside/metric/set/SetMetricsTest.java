package io.flipside.metric.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.method.SearchInput;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricWeights;
import io.flipside.metric.NetworkWeights;
import io.flipside.metric.network.I3d;
import io.flipside.metric.network.InceptionV3;
import io.flipside.metric.network.MetricNetwork;
import io.flipside.search.SearchFixture;
import io.flipside.tensor.ForwardingTensors;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetMetricsTest {
    private final SearchFixture fixture = new SearchFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Reference: {@link Frechet} of the classifier's logits, for this one does not show its features. */
    @Test
    void withoutWeightsTheClassifiersOwnDistanceIsLeftAndTheOthersNameTheCommand() {
        List<RgbFrames> a = clips(4, 9, 1);
        List<RgbFrames> b = clips(3, 9, 2);
        MetricModels models = models(MetricWeights.NONE);

        Map<String, SetResult> results = SetMetrics.measure(a, b, models);

        assertThat(results.keySet()).containsExactly("fid", "fvd", "classifierFrechet");
        SetResult.Figure own = results.get("classifierFrechet").figure();
        double expected = Frechet.distance(logits(a, models), logits(b, models));
        assertThat(own.value()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(own.clips()).isEqualTo(3);
        assertThat(own.note()).hasValueSatisfying(note -> assertThat(note).contains("3 clips", "below 400"));
        assertThat(results.get("fid"))
                .isInstanceOfSatisfying(SetResult.Unavailable.class, none -> assertThat(none.howToGetIt())
                        .contains("flipside models add fid-inception"));
        assertThat(results.get("fvd"))
                .isInstanceOfSatisfying(SetResult.Unavailable.class, none -> assertThat(none.reason())
                        .contains("at least 10 frames", "have 9"));
    }

    /** Reference: {@link Frechet} of the network's features of every frame. */
    @Test
    void fidComparesAllFrames() {
        List<RgbFrames> a = clips(2, 2, 1);
        List<RgbFrames> b = clips(2, 2, 2);
        Unit weights = new Unit();
        MetricModels models = models(only(MetricNetwork.FID_INCEPTION, weights));
        InceptionV3 network = new InceptionV3(new Parameters(fixture.manager(), weights));

        SetResult.Figure fid = new Fid().of(new ClipSets(a, b), models).figure();

        double expected = Frechet.distance(pool3(network, a), pool3(network, b));
        // float32 features of another batch
        assertThat(fid.value()).isCloseTo(expected, within(1e-4 * expected));
        assertThat(fid.clips()).isEqualTo(2);
        assertThat(fid.note()).isPresent();
    }

    @Test
    void fvdOfASetWithItselfIsNothingAndOfAnotherIsNot() {
        List<RgbFrames> a = clips(2, I3d.LEAST_FRAMES, 1);
        MetricModels models = models(only(MetricNetwork.I3D, new Unit()));
        I3d network = new I3d(new Parameters(fixture.manager(), new Unit()));
        NDArray first = network.logits(Fvd.input(a.get(0), fixture.manager()));

        SetResult.Figure fvd = new Fvd().of(new ClipSets(a, a), models).figure();

        assertThat(first.getShape().getShape()).containsExactly(1, I3d.CLASSES);
        assertThat(fvd.value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aClipForI3dIsItsMiddleSquareAt224() {
        RgbFrames wide = noise(1, 224, 300, 1);

        NDArray input = Fvd.input(wide, fixture.manager());

        assertThat(input.getShape().getShape()).containsExactly(1, 3, 1, 224, 224);
        // no resize here: the pixels are those of columns 38 to 261
        NDArray whole = ClipPixels.clip(wide, fixture.manager());
        assertThat(input.toFloatArray())
                .containsExactly(whole.get(":, :, :, :, 38:262").toFloatArray(), within(1e-6f));
        assertThat(Fvd.input(noise(2, 48, 32, 1), fixture.manager()).getShape().getShape())
                .containsExactly(1, 3, 2, 224, 224);
    }

    @Test
    void clipsOfAnotherShapeAndTooFewAreRefusedByName() {
        List<RgbFrames> a = clips(2, 9, 1);
        List<RgbFrames> b = List.of(a.get(0), noise(8, 32, 32, 1));
        MetricModels models = models(MetricWeights.NONE);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SetMetrics.measure(a, b, models))
                .withMessageContaining("clip 2 of the counterfactuals has 8 frames of 32 x 32")
                .withMessageContaining("9 frames of 32 x 32");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SetMetrics.measure(a, a.subList(0, 1), models))
                .withMessageContaining("the counterfactuals are 1");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SetMetrics.diversity(a.subList(0, 1), models))
                .withMessageContaining("at least two");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SetMetrics.diversity(b, models))
                .withMessageContaining("clip 2 of the counterfactuals");
    }

    @Test
    void withoutModelsTheDiversityOfPixelsIsTheSameOrSaysWhyThereIsNone() {
        List<RgbFrames> flat = List.of(grey(0), grey(51), grey(255));
        double all = SetMetrics.diversity(flat, models(MetricWeights.NONE))
                .get("pixelDiversity")
                .figure()
                .value();
        assertThat(SetMetrics.pixelDiversity(flat).figure().value()).isEqualTo(all);
        assertThat(SetMetrics.pixelDiversity(flat.subList(0, 1))).isInstanceOf(SetResult.Unavailable.class);
        assertThat(SetMetrics.pixelDiversity(List.of())).isInstanceOf(SetResult.Unavailable.class);
        assertThat(SetMetrics.pixelDiversity(List.of(grey(0), noise(2, 48, 32, 1))))
                .isInstanceOf(SetResult.Unavailable.class);
    }

    @Test
    void diversityIsTheMeanDistanceOfAllPairs() {
        List<RgbFrames> flat = List.of(grey(0), grey(51), grey(102));

        Map<String, SetResult> plain = SetMetrics.diversity(flat, models(MetricWeights.NONE));
        Map<String, SetResult> seen = SetMetrics.diversity(flat, models(only(MetricNetwork.LPIPS_ALEX, new Unit())));

        // differences of 0.2, 0.2 and 0.4 of full scale
        assertThat(plain.get("pixelDiversity").figure().value()).isCloseTo(0.8 / 3, within(1e-12));
        assertThat(plain.get("pixelDiversity").figure().clips()).isEqualTo(3);
        assertThat(plain.get("diversity")).isInstanceOf(SetResult.Unavailable.class);
        assertThat(seen.get("diversity").figure().value()).isNotZero();
    }

    /** Random weights; a variance is one, for it must not be negative. */
    private static final class Unit extends ForwardingTensors {
        Unit() {
            super(new RandomTensors(3));
        }

        @Override
        public NDArray read(String name, Shape expected, NDManager manager) {
            return name.endsWith("running_var") ? manager.ones(expected) : base.read(name, expected, manager);
        }
    }

    private static MetricWeights only(MetricNetwork wanted, TensorSource weights) {
        return network -> network == wanted
                ? new NetworkWeights.Registered(weights, List.of())
                : NetworkWeights.notRegistered(network);
    }

    private MetricModels models(MetricWeights weights) {
        SearchInput input = fixture.input();
        return new MetricModels(fixture.manager(), input.classifier(), input.generator(), weights);
    }

    private NDArray logits(List<RgbFrames> clips, MetricModels models) {
        NDList rows = new NDList();
        clips.forEach(clip -> rows.add(models.classifier().logits(ClipPixels.clip(clip, fixture.manager()))));
        return NDArrays.concat(rows);
    }

    private NDArray pool3(InceptionV3 network, List<RgbFrames> clips) {
        NDList rows = new NDList();
        clips.forEach(clip -> rows.add(
                network.features(ClipPixels.unsigned(ClipPixels.pictures(clip, 0, clip.count(), fixture.manager())))));
        return NDArrays.concat(rows);
    }

    private static List<RgbFrames> clips(int count, int frames, long seed) {
        return IntStream.range(0, count)
                .mapToObj(i -> noise(frames, 32, 32, 100 * seed + i))
                .toList();
    }

    private static RgbFrames grey(int level) {
        var rgb = new byte[2 * 32 * 32 * 3];
        Arrays.fill(rgb, (byte) level);
        return RgbFrames.of(rgb, 2, 32, 32);
    }

    private static RgbFrames noise(int count, int height, int width, long seed) {
        var rgb = new byte[count * height * width * 3];
        new SplittableRandom(seed).nextBytes(rgb);
        return RgbFrames.of(rgb, count, height, width);
    }
}
