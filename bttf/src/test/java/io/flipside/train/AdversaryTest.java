package io.flipside.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.SignedPixels;
import io.flipside.pgd.Norm;
import io.flipside.pgd.PixelBudget;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdversaryTest {
    private static final Path TINY = Path.of("../embedded/models/classifiers/tiny-plain");

    @Test
    void everyFormIsReadAndSaidAgain() {
        assertThat(Adversary.of("none")).isEqualTo(Adversary.NONE);
        assertThat(Adversary.of("growing").text()).isEqualTo("growing");
        assertThat(Adversary.of("l2:40:3"))
                .isEqualTo(new Adversary.Descent(new PixelBudget(Norm.L2, 40, PixelBudget.PAPER_CLIP), 3));
        assertThat(Adversary.of("linf:0.02").text()).isEqualTo("linf:0.02:2");
        assertThat(Adversary.of(Adversary.of("l2:0.5:9").text()).text()).isEqualTo("l2:0.5:9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "l1:3", "l2", "l2:", "l2:0", "l2:-1", "l2:4:0", "l2:4:101", "linf:2", "l2:1e9", "l2:4:2:1"})
    void whatIsNoneOfTheFormsIsRefusedWithAllOfThem(String text) {
        assertThatThrownBy(() -> Adversary.of(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--adversarial is '" + text + "'")
                .hasMessageContaining("l2:EPSILON[:STEPS]");
    }

    /** On the shipped classifier that has seen no attacks; the ball by plain sums, within float32's rounding. */
    @ParameterizedTest
    @CsvSource({"L2, 60", "LINF, 0.03"})
    void descentRaisesTheLossWithinTheBallAndTheRangeOfPixels(Norm norm, double epsilon) {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier classifier = ClassifierFolder.open(TINY, manager);
            ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
            NDArray clips = manager.create(SignedPixels.fromFrames(drawn.frames()), new Shape(1, 3, 17, 64, 64));
            NDArray labels = manager.create(new long[] {drawn.direction().ordinal()}, new Shape(1, 1));
            PixelBudget budget = PixelBudget.ofPaper(norm, epsilon);

            NDArray attacked = new BatchAttack(classifier::logits, () -> {})
                    .descent(clips, labels, new Adversary.Descent(budget, 3), manager);

            NDArray change = attacked.sub(clips).abs();
            double size = norm == Norm.L2
                    ? Math.sqrt(change.square().sum().getFloat())
                    : change.max().getFloat();
            // pixels in [0, 1] are values in [-1, 1], twice as far apart
            double radius = 2 * budget.radius(3 * 17 * 64 * 64);
            assertThat(size).isPositive().isLessThanOrEqualTo(radius * (1 + 1e-5));
            assertThat(attacked.max().getFloat()).isLessThanOrEqualTo(1);
            assertThat(attacked.min().getFloat()).isGreaterThanOrEqualTo(-1);
            assertThat(loss(classifier, attacked, labels)).isGreaterThan(loss(classifier, clips, labels));
        }
    }

    private static float loss(VideoClassifier classifier, NDArray clips, NDArray labels) {
        return Autograd.unrecorded(() -> Aten.call("cross_entropy", classifier.logits(clips), labels))
                .getFloat();
    }
}
