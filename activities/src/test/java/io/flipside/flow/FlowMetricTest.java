package io.flipside.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.frames.RgbFrames;
import io.flipside.metric.Metric;
import io.flipside.metric.MetricResult;
import io.flipside.metric.Metrics;
import io.flipside.shapes.Confounder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowMetricTest {
    @Test
    void aShapeThatWentElsewhereIsExplainedWhereverItWent() {
        clips().forEach(clip -> {
            for (Direction other : Direction.values()) {
                if (other != clip.direction()) {
                    assertThat(share(clip.frames(), clip.withDirection(other).frames()))
                            .as("%s to %s", clip, other)
                            .isGreaterThan(0.9);
                }
            }
        });
    }

    @Test
    void noiseIsNotExplained() {
        clips().forEach(clip -> {
            for (int amplitude : new int[] {4, 64}) {
                SplittableRandom random = new SplittableRandom(amplitude);
                RgbFrames noisy =
                        changed(clip.frames(), value -> clamp(value + random.nextInt(2 * amplitude + 1) - amplitude));
                assertThat(share(clip.frames(), noisy))
                        .as("amplitude %d", amplitude)
                        .isLessThan(0.2);
            }
        });
    }

    @Test
    void whatVanishedOrChangedItsLightDidNotMove() {
        clips().forEach(clip -> {
            // a darker shape looks a little like a smaller one
            assertThat(share(clip.frames(), changed(clip.frames(), value -> value / 2)))
                    .isLessThan(0.3);
            RgbFrames vanished = RgbFrames.of(new byte[3 * 64 * 64 * 17], 17, 64, 64);
            assertThat(share(clip.frames(), vanished)).isLessThan(0.2);
            assertThat(share(clip.frames(), Confounder.BRIGHTNESS.frames(clip))).isLessThan(0.2);
        });
    }

    @Test
    void theSameClipsHaveTheSameBits() {
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 3);
        RgbFrames other = clip.withDirection(Direction.UP).frames();

        assertThat(share(clip.frames(), other)).isEqualTo(share(clip.frames(), other));
    }

    @Test
    void withoutAChangeThereIsNoFigure() {
        RgbFrames clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 3).frames();

        assertThat(new FlowMetric().of(clip, clip, null)).isEqualTo(MetricResult.unchanged());
    }

    @Test
    void metricsFindItBehindTheirOwn() {
        assertThat(Metrics.all()).hasAtLeastOneElementOfType(FlowMetric.class);
        assertThat(Metrics.all()).extracting(Metric::name).doesNotHaveDuplicates();
    }

    @Test
    void whereOpenCvDoesNotLoadTheFigureIsUnavailableAndSaysWhy() throws IOException, InterruptedException {
        // a process of its own: JavaCPP asks once for which machine it is to load
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.platform=linux-arm64",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintsTheResult.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).startsWith("Unavailable[reason=OpenCV, which finds the optical flow, does not load here: ");
    }

    /** Measures a change and prints the result. */
    static final class PrintsTheResult {
        private PrintsTheResult() {}

        public static void main(String[] none) {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 3);
            System.out.println(new FlowMetric().of(clip.frames(), Confounder.CORNER.frames(clip), null));
        }
    }

    private static Stream<ShapeMovingClip> clips() {
        return LongStream.range(0, 4).mapToObj(index -> ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, index));
    }

    private static double share(RgbFrames original, RgbFrames counterfactual) {
        return new FlowMetric().of(original, counterfactual, null).value(FlowMetric.SHARE);
    }

    /** All frames but the first. */
    private static RgbFrames changed(RgbFrames clip, IntUnaryOperator value) {
        RgbFrames.Builder frames =
                RgbFrames.builder(clip.height(), clip.width()).add(clip.frame(0));
        for (int f = 1; f < clip.count(); f++) {
            byte[] rgb = clip.frame(f);
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) value.applyAsInt(rgb[i] & 0xFF);
            }
            frames.add(rgb);
        }
        return frames.build();
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
