package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merge itself against public adapters is golden case {@code lora}; here is what those files do not hold. */
class LoraMergedTest {
    private static final String LAYER = "blocks.0.attn1.to_q";

    @TempDir
    Path folder;

    @Test
    void aBiasOfTheUpProjectionIsScaledByAlphaOverRank() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LoraMerged merged = merged(
                    manager,
                    Map.of(
                            LAYER + ".lora_A.weight", manager.ones(new Shape(2, 4)),
                            LAYER + ".lora_B.weight", manager.ones(new Shape(4, 2)),
                            LAYER + ".lora_B.bias", manager.ones(new Shape(4)),
                            LAYER + ".alpha", manager.create(new float[] {6})));

            assertThat(merged.read(LAYER + ".weight", new Shape(4, 4), manager).toFloatArray())
                    .containsOnly(6f);
            assertThat(merged.read(LAYER + ".bias", new Shape(4), manager).toFloatArray())
                    .containsOnly(3f);
        }
    }

    @Test
    void whatLayersAreCalledIsSaidByTheNamingThatIsPassedIn() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> base = Map.of("tower.0.mix.weight", manager.zeros(new Shape(4, 4)));
            Map<String, NDArray> adapter = Map.of(
                    "layers_0_mixer.lora_down.weight", manager.ones(new Shape(2, 4)),
                    "layers_0_mixer.lora_up.weight", manager.ones(new Shape(4, 2)),
                    "layers_0_mixer.alpha", manager.create(new float[] {6}));
            Path weights = folder.resolve("base.safetensors");
            Path file = folder.resolve("adapter.safetensors");
            SafetensorsWriter.write(weights, base, Map.of());
            SafetensorsWriter.write(file, adapter, Map.of());
            LayerNaming naming = new LayerNaming(Map.of("layers.0.mixer", "tower.0.mix"), "modulation");

            LoraMerged merged = LoraMerged.of(Weights.open(weights), file, naming);

            assertThat(merged.read("tower.0.mix.weight", new Shape(4, 4), manager)
                            .toFloatArray())
                    .containsOnly(6f);
            assertThatThrownBy(() -> LoraMerged.of(Weights.open(weights), file, WanNames.layers(1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("layers_0_mixer");
        }
    }

    @Test
    void anAdapterOfAnotherBaseIsRefusedByTheTensorThatDoesNotFit() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> tensors = Map.of(
                    LAYER + ".lora_A.weight", manager.ones(new Shape(2, 5)),
                    LAYER + ".lora_B.weight", manager.ones(new Shape(4, 2)));

            assertThatThrownBy(() -> merged(manager, tensors))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(LAYER + ".lora_A.weight");
        }
    }

    private LoraMerged merged(NDManager manager, Map<String, NDArray> adapter) {
        Path base = folder.resolve("base.safetensors");
        Path file = folder.resolve("adapter.safetensors");
        SafetensorsWriter.write(
                base,
                Map.of(
                        LAYER + ".weight", manager.zeros(new Shape(4, 4)),
                        LAYER + ".bias", manager.zeros(new Shape(4))),
                Map.of());
        SafetensorsWriter.write(file, adapter, Map.of());
        return LoraMerged.of(Weights.open(base), file, WanNames.layers(1));
    }
}
