package io.flipside.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.Generator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorSettings;
import io.flipside.method.SearchInput;
import io.flipside.shapes.Direction;
import io.flipside.shapes.SemanticFlip;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttackTest {
    private static final Path MODELS = Path.of("../embedded/models");
    private static final ShapeMovingClip DRAWN = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);

    @ParameterizedTest
    @EnumSource(Attack.class)
    void everyAttackMakesTheTargetLikelierAndMovesNothingTheTargetWay(Attack attack) {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier classifier = ClassifierFolder.load(MODELS.resolve("classifiers/tiny"), manager)
                    .classifier();
            Generator generator = GeneratorFolder.load(
                            MODELS.resolve("generators/tiny"), Optional.empty(), GeneratorSettings.DEFAULT, manager)
                    .generator();
            Direction target = DRAWN.direction() == Direction.LEFT ? Direction.RIGHT : Direction.LEFT;
            int label = classifier.classes().indexOf(target.className());
            NDArray clip = manager.create(SignedPixels.fromFrames(DRAWN.frames()), new Shape(1, 3, 17, 64, 64));
            NDArray attacked = attack.run(new SearchInput(generator, classifier, clip, label), 1, manager);
            assertThat(probability(classifier, attacked, label)).isGreaterThan(probability(classifier, clip, label));
            assertThat(SemanticFlip.measure(SignedPixels.toFrames(attacked.toFloatArray(), 17, 64, 64), target)
                            .moves())
                    .isFalse();
            // the others are the same steps on other copies
            if (attack == Attack.PGD) {
                assertThat(attack.run(new SearchInput(generator, classifier, clip, label), 1, manager)
                                .toFloatArray())
                        .as("the same every time")
                        .isEqualTo(attacked.toFloatArray());
            }
        }
    }

    @Test
    void aFilterKeepsWhatIsEvenAndTheMeanOfPairs() {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            Shape shape = new Shape(1, 3, 2, 5, 6);
            NDArray even = manager.ones(shape);
            assertThat(Filter.blur(2, shape, manager)
                            .apply(even)
                            .sub(even)
                            .abs()
                            .max()
                            .getFloat())
                    .isLessThan(1e-6f);
            NDArray rising = manager.arange(6f).broadcast(shape);
            assertThat(Filter.halved(shape, manager)
                            .apply(rising)
                            .get("0,0,0,0")
                            .toFloatArray())
                    .containsExactly(0.5f, 0.5f, 2.5f, 2.5f, 4.5f, 4.5f);
        }
    }

    private static float probability(VideoClassifier classifier, NDArray clip, int label) {
        return Autograd.unrecorded(() -> classifier.logits(clip).softmax(1)).toFloatArray()[label];
    }
}
