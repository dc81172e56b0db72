package io.flipside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.attack.Attack;
import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.VerdictPart;
import io.flipside.clip.Clip;
import io.flipside.method.SearchInput;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped world says of a clip in which the shape really moves the target way, and of an attack. */
class SemanticPartTest {
    private static final ShapeMovingClip CLIP = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
    private static final Direction OTHER = CLIP.direction() == Direction.LEFT ? Direction.RIGHT : Direction.LEFT;

    @TempDir
    Path folder;

    @Test
    void aMotionIsSemanticAndSharedAndAnAttackIsAdversarial() {
        try (Models models = Models.open(
                        Path.of("../embedded/models/classifiers/tiny"),
                        Path.of("../embedded/models/generators/tiny"),
                        Optional.empty());
                NDManager scope = models.manager().newSubManager()) {
            Clip original = new Clip(CLIP.frames(), 8);
            Clip moved = new Clip(CLIP.withDirection(OTHER).frames(), 8);
            Explanation motion = judged(models, original, Prediction.toArray(moved, scope));
            assertThat(motion.validity().semantic().state()).isEqualTo(VerdictPart.State.HOLDS);
            assertThat(motion.validity().kind()).isEqualTo(FlipKind.TASK_SEMANTIC);
            assertThat(motion.validity().opinions()).hasSize(3).allMatch(opinion -> opinion.notAsked()
                    .isEmpty());

            SearchInput input = new SearchInput(
                    models.generator(),
                    models.classifier(),
                    Prediction.toArray(original, scope),
                    models.targetIndex(OTHER.className()));
            Explanation attack = judged(models, original, Attack.PGD_COPIES.run(input, 1, scope));
            assertThat(attack.after().label()).isEqualTo(OTHER.className());
            assertThat(attack.verdict().word())
                    .as("first frame kept, clip known")
                    .isEqualTo("flipped");
            assertThat(attack.validity().semantic().state()).isEqualTo(VerdictPart.State.BROKEN);
            assertThat(attack.validity().semantic().sentence()).contains("adversarial");
            // whether it carries over to other classifiers is another question, and differs between processors
            assertThat(attack.validity().opinions()).hasSize(3);
        }
    }

    private Explanation judged(Models models, Clip original, NDArray rendered) {
        Rendered.write(rendered, 8, folder, models, OTHER.className());
        return new Judge(models)
                .judge(new Candidate(
                        original,
                        OTHER.className(),
                        folder,
                        0.9,
                        List.of(),
                        Optional.empty(),
                        Optional.of(DomainCheck.of(models, original, Optional.empty()))));
    }
}
