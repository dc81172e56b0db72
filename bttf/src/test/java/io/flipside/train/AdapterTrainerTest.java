package io.flipside.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.domain.ForeignClip;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.WanGenerator;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Weights;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.TrainingSettings.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the shipped generator, with clips that it does not know. */
class AdapterTrainerTest {
    private static final Path SHIPPED = Path.of("../embedded/models/generators/tiny");
    private static final TrainingSettings SETTINGS = new TrainingSettings(new Seeds(1, 7), 4, 2, new Rate(1e-2, 1), 0);
    private static final LoraSettings LORA = LoraSettings.of(3, 6, LoraSettings.USUAL);

    @TempDir
    private Path folder;

    @Test
    void aRunStoppedAndTakenUpAgainEndsInTheSamePairsToTheBit() {
        try (NDManager manager = NDManager.newBaseManager()) {
            AdapterTrainer whole = train(manager, LORA, folder.resolve("whole"), 4);
            train(manager, LORA, folder.resolve("parts"), 2);
            AdapterTrainer resumed = train(manager, LORA, folder.resolve("parts"), 4);

            Map<String, NDArray> expected = whole.result();
            assertThat(resumed.result()).hasSameSizeAs(expected);
            resumed.result().forEach((name, array) -> assertThat(array.toFloatArray())
                    .as(name)
                    .isEqualTo(expected.get(name).toFloatArray()));
            assertThatThrownBy(
                            () -> train(manager, LoraSettings.of(3, 3, LoraSettings.USUAL), folder.resolve("parts"), 4))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("other settings");
        }
    }

    /** Against this project's own reader over the generator's files: no frozen weight changed. Tolerance 1e-6 of O(1). */
    @Test
    void theWrittenAdapterMergedIntoTheGeneratorSaysWhatWasTrained() {
        try (NDManager manager = NDManager.newBaseManager()) {
            AdapterTrainer trainer = train(manager, LORA, folder, 3);
            Path file = AdapterFolder.write(folder, trainer.result(), LORA, "tiny");
            LatentCache cache = new LatentCache(trainer.adapted().vae(), manager, clips().heldOut(), 1, done -> {});
            FlowMatching asked = FlowMatching.draw(cache, new int[] {0}, 3, new SplittableRandom(4), manager);

            float[] trained = velocity(trainer.adapted(), asked, manager);
            float[] merged = velocity(opened(Optional.of(file), manager), asked, manager);
            float[] alone = velocity(opened(Optional.empty(), manager), asked, manager);

            assertThat(largest(trained, merged)).isLessThanOrEqualTo(1e-6);
            assertThat(largest(trained, alone)).isGreaterThan(1e-2);
        }
    }

    @Test
    void anUntrainedAdapterChangesNothingAndOnlyPairsAreTrained() {
        try (NDManager manager = NDManager.newBaseManager()) {
            AdapterTrainer trainer = new AdapterTrainer(manager, SETTINGS, task(LORA), done -> {});
            LatentCache cache = new LatentCache(trainer.adapted().vae(), manager, clips().heldOut(), 1, done -> {});
            FlowMatching asked = FlowMatching.draw(cache, new int[] {0}, 3, new SplittableRandom(4), manager);

            assertThat(velocity(trainer.adapted(), asked, manager))
                    .isEqualTo(velocity(opened(Optional.empty(), manager), asked, manager));
            assertThat(trainer.state().keySet())
                    .isNotEmpty()
                    .allMatch(name -> name.endsWith(".lora_A.weight") || name.endsWith(".lora_B.weight"));
        }
    }

    /** Names and fields of PEFT's {@code save_pretrained}. */
    @Test
    void whatIsWrittenHasPeftsNamesShapesAndConfiguration() {
        try (NDManager manager = NDManager.newBaseManager()) {
            AdapterTrainer trainer = new AdapterTrainer(manager, SETTINGS, task(LORA), done -> {});
            Weights written = Weights.open(AdapterFolder.write(folder, trainer.result(), LORA, "tiny"));

            assertThat(written.names())
                    .hasSize(6 * 10 * 2)
                    .allMatch(name -> name.matches("base_model\\.model\\.blocks\\.\\d\\.(attn[12]\\.to_(q|k|v|out\\.0)"
                            + "|ffn\\.net\\.(0\\.proj|2))\\.lora_[AB]\\.weight"));
            String ffn = "base_model.model.blocks.5.ffn.net.0.proj.lora_";
            assertThat(written.shape(ffn + "A.weight")).contains(new Shape(3, 192));
            assertThat(written.shape(ffn + "B.weight")).contains(new Shape(512, 3));
            JsonConfig config = JsonConfig.read(folder.resolve("adapter_config.json"));
            assertThat(config.text("peft_type", "")).isEqualTo("LORA");
            assertThat(config.integer("r")).isEqualTo(3);
            assertThat(config.number("lora_alpha")).isEqualTo(6);
            assertThat(config.texts("target_modules"))
                    .containsExactly("to_q", "to_k", "to_v", "to_out.0", "ffn.net.0.proj", "ffn.net.2");
        }
    }

    @Test
    void aLayerThatThereIsNotIsNamed() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LoraSettings lora = LoraSettings.of(2, 2, List.of("q", "to_w"));
            assertThatThrownBy(() -> new AdapterTrainer(manager, SETTINGS, task(lora), done -> {}))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'to_w' is no linear layer");
        }
    }

    private static AdapterTrainer train(NDManager manager, LoraSettings lora, Path out, long stopAfter) {
        AdapterTrainer trainer = new AdapterTrainer(manager, SETTINGS, task(lora), done -> {});
        new TrainingSession(out, Duration.ofHours(1), InstantSource.system())
                .run(trainer, SETTINGS, stopAfter, manager, (step, figures) -> {});
        return trainer;
    }

    private static AdapterTask task(LoraSettings lora) {
        return new AdapterTask(SHIPPED, lora, 3, clips());
    }

    private static OwnClips.Parts clips() {
        ShapeMovingSource world = new ShapeMovingSource(ShapeMovingProfile.SMALL, 7);
        List<Sample> samples = LongStream.range(0, OwnClips.FEWEST)
                .mapToObj(i -> new Sample(
                        i, ForeignClip.STAR_SHAPE.frames(ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, i)), 0))
                .toList();
        return new OwnClips(world.profile(), List.of(), samples, 7).split();
    }

    private static WanGenerator opened(Optional<Path> adapter, NDManager manager) {
        return (WanGenerator) GeneratorFolder.open(SHIPPED, adapter, manager);
    }

    private static float[] velocity(WanGenerator generator, FlowMatching asked, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            return Autograd.unrecorded(
                    () -> AdapterTrainer.velocity(generator, asked, scope).toFloatArray());
        }
    }

    private static double largest(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }
}
