package io.flipside.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.TrainingSettings.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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

    private static ClassifierTrainer train(NDManager manager, TrainingSettings settings, Path out, long stopAfter) {
        ClassifierTrainer trainer =
                new ClassifierTrainer(manager, settings, new ShapeMovingSource(ShapeMovingProfile.SMALL, 7));
        new TrainingSession(out, Duration.ofHours(1), InstantSource.system())
                .run(trainer, settings, stopAfter, manager, (step, figures) -> {});
        return trainer;
    }
}
