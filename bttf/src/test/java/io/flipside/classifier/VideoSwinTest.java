package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.Vjp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoSwinTest {
    private static final SwinCase CASE = new SwinCase("video-swin-shifted");

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theSameClipGivesTheSameBits() {
        NDArray clip = CASE.values().read("clip", manager);
        NDArray upstream = CASE.values().read("upstream", manager);
        byte[][] first = valueAndGradient(CASE.network(manager), clip, upstream);

        for (int repetition = 0; repetition < 3; repetition++) {
            byte[][] again = valueAndGradient(CASE.network(manager), clip, upstream);
            assertThat(again[0]).isEqualTo(first[0]);
            assertThat(again[1]).isEqualTo(first[1]);
        }
    }

    private static byte[][] valueAndGradient(VideoSwin swin, NDArray clip, NDArray upstream) {
        try (Pullback pullback = Vjp.segment(swin::logits).forward(clip)) {
            return new byte[][] {
                pullback.value().toByteArray(), pullback.pull(upstream).toByteArray()
            };
        }
    }

    @Test
    void aClipInABatchIsScoredAsIfAlone() {
        VideoSwin swin = CASE.network(manager);
        NDArray clip = CASE.values().read("clip", manager).get("0:1");
        NDArray other = clip.mul(-0.5f);

        NDArray together = swin.logits(clip.concat(other, 0));

        near(together.get("0:1"), swin.logits(clip));
        near(together.get("1:2"), swin.logits(other));
    }

    private static void near(NDArray actual, NDArray expected) {
        float[] values = expected.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(actual.toFloatArray()[i]).isCloseTo(values[i], within(1e-5f));
        }
    }

    @Test
    void trainingReachesEveryParameter() {
        Parameters parameters = new Parameters(manager, CASE.weights());
        VideoSwin swin = new VideoSwin(parameters, CASE.config());
        parameters.loaded().values().forEach(p -> p.setRequiresGradient(true));
        NDArray clip = CASE.values().read("clip", manager);

        NDArray logits = Autograd.recorded(() -> swin.logits(clip));
        Autograd.backward(logits, CASE.values().read("upstream", manager));

        assertThat(parameters.loaded()).hasSize(CASE.weights().names().size());
        parameters.loaded().forEach((name, parameter) -> assertThat(
                        parameter.getGradient().abs().sum().getFloat())
                .as(name)
                .isPositive()
                .isFinite());
    }

    @Test
    void aTableOfBiasesHasTheGradientThatFiniteDifferencesShow() {
        Parameters parameters = new Parameters(manager, CASE.weights());
        VideoSwin swin = new VideoSwin(parameters, CASE.config());
        NDArray table = parameters.loaded().get("features.0.1.attn.relative_position_bias_table");
        NDArray clip = CASE.values().read("clip", manager);
        NDArray upstream = CASE.values().read("upstream", manager);
        table.setRequiresGradient(true);
        Autograd.backward(Autograd.recorded(() -> swin.logits(clip)), upstream);
        NDArray gradient = table.getGradient();
        table.setRequiresGradient(false);
        // along the gradient itself, where the change is largest against rounding
        NDArray direction = gradient.div(gradient.norm());
        float step = 0.5f;

        table.addi(direction.mul(step));
        double above = swin.logits(clip).mul(upstream).sum().getFloat();
        table.subi(direction.mul(2 * step));
        double below = swin.logits(clip).mul(upstream).sum().getFloat();

        double slope = (above - below) / (2 * step);
        assertThat(slope / gradient.norm().getFloat()).isCloseTo(1, within(0.02));
    }

    @Test
    void sizesThatFillNoPatchOrWindowAreScored() {
        VideoSwinConfig config =
                new VideoSwinConfig(List.of(2, 4, 4), 8, List.of(2, 2), List.of(2, 2), List.of(2, 3, 3), 3);
        VideoSwin swin = new VideoSwin(new Parameters(manager, new RandomTensors(1)), config);

        for (Shape size : List.of(new Shape(1, 3, 1, 4, 4), new Shape(2, 3, 5, 21, 30), new Shape(1, 3, 7, 15, 9))) {
            NDArray logits = swin.logits(manager.ones(size));
            assertThat(logits.getShape()).isEqualTo(new Shape(size.get(0), 3));
            assertThat(logits.isNaN().any().getBoolean()).isFalse();
        }
    }

    @Test
    void attentionAcrossAShiftedBorderIsMasked() {
        SwinWindows cut = SwinWindows.of(manager, new int[] {8, 7, 14}, new int[] {8, 7, 7}, true);

        assertThat(cut.shift()).containsExactly(0, 0, 3);
        assertThat(cut.mask().getShape()).isEqualTo(new Shape(2, 392, 392));
        // the last window holds 4 columns of the end and 3 of the start
        assertThat(cut.mask().getFloat(1, 0, 3)).isZero();
        assertThat(cut.mask().getFloat(1, 0, 4)).isEqualTo(-100);
        assertThat(cut.mask().get(0).abs().sum().getFloat()).isZero();
    }

    @Test
    void dimensionsThatDoNotFitAreNamed() {
        List<Integer> three = List.of(2, 4, 4);
        assertThatThrownBy(() -> new VideoSwinConfig(List.of(2, 4), 8, List.of(2), List.of(2), three, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("patch_size");
        assertThatThrownBy(() -> new VideoSwinConfig(three, 0, List.of(2), List.of(2), three, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("embed_dim");
        assertThatThrownBy(() -> new VideoSwinConfig(three, 8, List.of(), List.of(), three, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("depths");
        assertThatThrownBy(() -> new VideoSwinConfig(three, 8, List.of(2), List.of(3), three, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("num_heads");
        assertThatThrownBy(() -> new VideoSwinConfig(three, 8, List.of(2), List.of(2), List.of(99, 99, 99), 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("window_size");
        assertThatThrownBy(() -> new VideoSwinConfig(three, 8, List.of(2), List.of(2), three, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("num_classes");
    }

    @Test
    void paddingAloneNeedsNoMask() {
        SwinWindows cut = SwinWindows.of(manager, new int[] {2, 8, 8}, new int[] {8, 7, 7}, false);
        assertThat(cut.padded()).containsExactly(2, 14, 14);
        assertThat(cut.shifted()).isFalse();
    }
}
