package io.flipside.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoutMetricTest {
    private static final int FRAMES = 5;
    private static final int SIDE = 16;
    private static final int PIXELS = FRAMES * SIDE * SIDE;
    private static final RgbFrames BLACK = ChangeOf.grey(FRAMES, SIDE, SIDE, (frame, row, column) -> 0);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** The strongest tube is laid in step 7 of 50, the second in step 13: eight tubes in all. */
    @Test
    void theSoonerTheTubeThatTheClassifierLooksAtTheLargerTheArea() {
        RgbFrames changed = ChangeOf.grey(
                FRAMES, SIDE, SIDE, (f, row, column) -> f == 0 ? 0 : row < 8 && column < 8 ? 255 : row < 8 ? 200 : 0);

        assertThat(area(changed, looksAt((f, row, column) -> f > 0 && row < 8 && column < 8 ? 1 : 0)))
                .isCloseTo((43 - 6) / 50.0, within(1e-6));
        assertThat(area(changed, looksAt((f, row, column) -> f > 0 && row < 8 && column >= 8 ? 1 : 0)))
                .isCloseTo((37 - 12) / 50.0, within(1e-6));
    }

    @Test
    void whereNothingChangesTheAreaIsWhatTheClassifierSaysOfTheOriginal() {
        assertThat(area(BLACK, looksAt((f, row, column) -> 1))).isCloseTo(-1, within(1e-6));
    }

    @Test
    void theAreaIsThatOfLayingTheTubesInPlainLoops() {
        SplittableRandom random = new SplittableRandom(5);
        float[] weights = new float[2 * 3 * PIXELS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.1 * random.nextDouble() - 0.05);
        }
        RgbFrames original = ChangeOf.noise(FRAMES, SIDE, SIDE, 1);
        RgbFrames counterfactual = ChangeOf.noise(FRAMES, SIDE, SIDE, 2);

        double area = new CoutMetric()
                .of(original, counterfactual, models(new Linear(weights)))
                .value(CoutMetric.NAME);

        assertThat(area).isCloseTo(naive(original, counterfactual, weights), within(1e-5));
        assertThat(area).isBetween(-1.0, 1.0);
    }

    @Test
    void aClassifierThatRefusesTheClipLeavesNoFigure() {
        VideoClassifier refuses = new VideoClassifier() {
            @Override
            public List<String> classes() {
                return List.of("a", "b");
            }

            @Override
            public NDArray logits(NDArray clip) {
                throw new UserError("The clip has 5 frames, 8 are needed.");
            }
        };

        assertThat(new CoutMetric().of(BLACK, BLACK, models(refuses))).isInstanceOf(MetricResult.Unavailable.class);
    }

    @Test
    void aTargetIsAClassOfTheClassifier() {
        MetricModels other = new MetricModels(manager, looksAt((f, row, column) -> 1), null, "c");

        assertThatIllegalArgumentException().isThrownBy(() -> new CoutMetric().of(BLACK, BLACK, other));
    }

    private double area(RgbFrames counterfactual, VideoClassifier classifier) {
        return new CoutMetric().of(BLACK, counterfactual, models(classifier)).value(CoutMetric.NAME);
    }

    private MetricModels models(VideoClassifier classifier) {
        return new MetricModels(manager, classifier, null, "b");
    }

    /** Says "b" as soon as what it looks at is lighter than mid-grey, and "a" before. */
    private static VideoClassifier looksAt(ChangeOf.Level where) {
        var weights = new float[2 * 3 * PIXELS];
        for (int i = 0; i < 3 * PIXELS; i++) {
            int pixel = i % PIXELS;
            weights[2 * i + 1] = where.of(pixel / (SIDE * SIDE), pixel / SIDE % SIDE, pixel % SIDE);
        }
        return new Linear(weights);
    }

    private static double naive(RgbFrames original, RgbFrames counterfactual, float[] weights) {
        float[] clip = SignedPixels.fromFrames(original);
        float[] after = SignedPixels.fromFrames(counterfactual);
        int[] tube = IntStream.range(0, 3 * PIXELS)
                .map(i -> {
                    int pixel = i % PIXELS;
                    int frame = pixel / (SIDE * SIDE);
                    return (frame == 0 ? 0 : 4) + pixel / SIDE % SIDE / 8 * 2 + pixel % SIDE / 8;
                })
                .toArray();
        double[] energy = new double[8];
        for (int i = 0; i < clip.length; i++) {
            energy[tube[i]] += Math.pow(after[i] - clip[i], 2);
        }
        Integer[] order = IntStream.range(0, 8).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(t -> -energy[t]));
        double[] difference = new double[51];
        int class0 = -1;
        for (int step = 0; step <= 50; step++) {
            List<Integer> laid = Arrays.asList(order).subList(0, 8 * step / 50);
            double[] logits = new double[2];
            for (int i = 0; i < clip.length; i++) {
                float value = laid.contains(tube[i]) ? after[i] : clip[i];
                logits[0] += value * weights[2 * i];
                logits[1] += value * weights[2 * i + 1];
            }
            double b = 1 / (1 + Math.exp(logits[0] - logits[1]));
            class0 = class0 < 0 ? (b > 0.5 ? 1 : 0) : class0;
            difference[step] = class0 == 1 ? 0 : b - (1 - b);
        }
        return IntStream.range(0, 50)
                .mapToDouble(step -> (difference[step] + difference[step + 1]) / 2 / 50)
                .sum();
    }

    /** Two classes and a weight for each value. */
    private record Linear(float[] weights) implements VideoClassifier {
        @Override
        public List<String> classes() {
            return List.of("a", "b");
        }

        @Override
        public NDArray logits(NDArray clip) {
            NDArray matrix = clip.getManager().create(weights, new Shape(weights.length / 2, 2));
            return clip.reshape(1, weights.length / 2).matMul(matrix);
        }
    }
}
