package io.flipside.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.SignedPixels;
import io.flipside.pgd.Norm;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {
    private static final Path CLASSIFIERS = Path.of("../embedded/models/classifiers");
    private static final ShapeMovingClip DRAWN = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
    private static final int LABEL = DRAWN.direction().ordinal();

    private static NDArray clip(NDManager manager) {
        return manager.create(SignedPixels.fromFrames(DRAWN.frames()), new Shape(1, 3, 17, 64, 64));
    }

    @Test
    void aClassifierWithstandsWhatCannotBeSeenAndNotWhatIsAsLargeAsTheShape() {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier plain = ClassifierFolder.open(CLASSIFIERS.resolve("tiny-plain"), manager);
            for (Norm norm : Norm.values()) {
                List<Double> epsilons = norm == Norm.L2 ? List.of(0.01, 400.0) : List.of(1e-5, 0.3);
                assertThat(new Robustness(norm, epsilons, 5).withstood(plain, clip(manager), LABEL))
                        .as(norm.label())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void whoErrsWithoutAnAttackWithstandsNothing() {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier tiny = ClassifierFolder.open(CLASSIFIERS.resolve("tiny"), manager);
            int other = (LABEL + 1) % Direction.values().length;
            assertThat(new Robustness(Norm.L2, List.of(1.0), 1).withstood(tiny, clip(manager), other))
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "2,1", "1,1", "-1", "NaN"})
    void epsilonsThatDoNotGrowAreRefused(String given) {
        List<Double> epsilons = given.isEmpty()
                ? List.of()
                : java.util.Arrays.stream(given.split(",")).map(Double::valueOf).toList();
        assertThatThrownBy(() -> new Robustness(Norm.L2, epsilons, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
