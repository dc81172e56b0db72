package io.flipside.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.generator.WanNames;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.TrainingSettings.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the shipped generator. */
class DecoderTrainerTest {
    private static final Path SHIPPED = Path.of("../embedded/models/generators/tiny");
    private static final TrainingSettings SETTINGS = new TrainingSettings(new Seeds(1, 7), 2, 2, new Rate(1e-3, 1), 10);

    @TempDir
    private Path folder;

    @Test
    void aRunTakenUpAgainEndsInTheSameBitsAndNothingButTheDecoderChanges() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> whole =
                    train(manager, folder.resolve("whole"), 2).autoencoder();
            train(manager, folder.resolve("parts"), 1);
            Map<String, NDArray> resumed =
                    train(manager, folder.resolve("parts"), 2).autoencoder();
            TensorSource shipped = WanNames.vae(Weights.open(SHIPPED.resolve("vae")));

            assertThat(whole.keySet()).containsExactlyInAnyOrderElementsOf(shipped.names());
            whole.forEach((name, array) -> {
                float[] values = array.toFloatArray();
                assertThat(resumed.get(name).toFloatArray()).as(name).isEqualTo(values);
                float[] before = shipped.read(name, array.getShape(), manager).toFloatArray();
                boolean decodes = name.startsWith("decoder.") || name.startsWith("post_quant_conv.");
                assertThat(Arrays.equals(values, before)).as(name).isEqualTo(!decodes);
            });
        }
    }

    private static DecoderTrainer train(NDManager manager, Path out, long stopAfter) {
        DecoderTrainer trainer = new DecoderTrainer(manager, SETTINGS, SHIPPED, ShapeMovingProfile.SMALL);
        new TrainingSession(out, Duration.ofHours(1), InstantSource.system())
                .run(trainer, SETTINGS, stopAfter, manager, (step, figures) -> {});
        return trainer;
    }
}
