package io.flipside.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.TrainingSettings.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSessionTest {
    private static final TrainingSettings SETTINGS = new TrainingSettings(new Seeds(1, 7), 4, 2, new Rate(1e-3, 2), 0);

    @TempDir
    private Path folder;

    @Test
    void aRunStoppedAndTakenUpAgainEndsInTheSameWeights() {
        try (NDManager manager = NDManager.newBaseManager()) {
            ClassifierTrainer whole = train(manager, SETTINGS, folder.resolve("whole"), 4);
            train(manager, SETTINGS, folder.resolve("parts"), 2);
            ClassifierTrainer resumed = train(manager, SETTINGS, folder.resolve("parts"), 4);

            Map<String, NDArray> expected = whole.result();
            resumed.result().forEach((name, array) -> assertThat(array.toFloatArray())
                    .as(name)
                    .isEqualTo(expected.get(name).toFloatArray()));
        }
    }

    @Test
    void aRunWithOtherSettingsIsNotTakenUp() {
        TrainingSettings other = new TrainingSettings(new Seeds(1, 7), 4, 2, new Rate(2e-3, 2), 0);
        try (NDManager manager = NDManager.newBaseManager()) {
            train(manager, SETTINGS, folder, 1);

            assertThatThrownBy(() -> train(manager, other, folder, 2))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("other settings");
        }
    }

    /** Of another architecture, attacked from its second update on. */
    @Test
    void anAttackedRunTakenUpAgainEndsInTheSameWeightsAndSaysHowItCameToBe() {
        ClassifierPlan attacked = new ClassifierPlan("r2plus1d", Adversary.of("l2:40:1"), 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            ClassifierTrainer whole = train(manager, SETTINGS, folder.resolve("whole"), 4, attacked);
            train(manager, SETTINGS, folder.resolve("parts"), 2, attacked);
            ClassifierTrainer resumed = train(manager, SETTINGS, folder.resolve("parts"), 4, attacked);

            Map<String, NDArray> expected = whole.result();
            resumed.result().forEach((name, array) -> assertThat(array.toFloatArray())
                    .as(name)
                    .isEqualTo(expected.get(name).toFloatArray()));
            assertThat(resumed.record())
                    .containsEntry("updates", 4L)
                    .containsEntry("adversarial", "l2:40.0:1")
                    .containsEntry("clean_updates", 1L);
            TinyModels.writeClassifier(folder.resolve("whole"), whole, manager);
            assertThat(folder.resolve("whole/training.json")).content().contains("\"adversarial\": \"l2:40.0:1\"");
            assertThat(ClassifierFolder.open(folder.resolve("whole"), manager).classes())
                    .hasSize(4);
            assertThatThrownBy(() -> train(manager, SETTINGS, folder.resolve("parts"), 4))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("other settings");
        }
    }

    @Test
    void anArchitectureThatNobodyKnowsIsNamedWithThoseThatThereAre() {
        ClassifierPlan plan = new ClassifierPlan("resnet", Adversary.NONE, 0);
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> train(manager, SETTINGS, folder, 1, plan))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("--architecture is 'resnet'")
                    .hasMessageContaining("video-swin, r2plus1d");
        }
    }

    @Test
    void aTrainedClassifierIsTheBeginningOfAnotherAndMustHaveTheClassesOfTheClips() {
        try (NDManager manager = NDManager.newBaseManager()) {
            ClassifierTrainer first = train(manager, SETTINGS, folder.resolve("first"), 4);
            TinyModels.writeClassifier(folder.resolve("first"), first, manager);
            ShapeMovingSource source = new ShapeMovingSource(ShapeMovingProfile.SMALL, 7);
            ClassifierTrainer further =
                    ClassifierTrainer.from(manager, SETTINGS, source, ClassifierPlan.DEFAULT, folder.resolve("first"));

            // files hold half precision: 11 bits
            Map<String, NDArray> begun = further.result();
            first.result().forEach((name, array) -> {
                float[] expected = array.toFloatArray();
                float[] actual = begun.get(name).toFloatArray();
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).as(name).isCloseTo(expected[i], within(1e-3f * (1 + Math.abs(expected[i]))));
                }
            });
            assertThat(further.identity()).contains("from=");
            OwnClips others = new OwnClips(source.profile(), List.of("a", "b"), List.of(), 1);
            assertThatThrownBy(() -> ClassifierTrainer.from(
                            manager, SETTINGS, others, ClassifierPlan.DEFAULT, folder.resolve("first")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("must be the same");
            assertThatThrownBy(() -> others.ordered(List.of("a", "c")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("[a, b]", "[a, c]");
        }
    }

    private static ClassifierTrainer train(NDManager manager, TrainingSettings settings, Path out, long stopAfter) {
        return train(manager, settings, out, stopAfter, ClassifierPlan.DEFAULT);
    }

    private static ClassifierTrainer train(
            NDManager manager, TrainingSettings settings, Path out, long stopAfter, ClassifierPlan plan) {
        ClassifierTrainer trainer =
                new ClassifierTrainer(manager, settings, new ShapeMovingSource(ShapeMovingProfile.SMALL, 7), plan);
        new TrainingSession(out, Duration.ofHours(1), InstantSource.system())
                .run(trainer, settings, stopAfter, manager, (step, figures) -> {});
        return trainer;
    }
}
