package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters as public libraries write them: merged by their published formula, whole, or refused with what to do. */
class WildAdaptersTest {
    private static final String PEFT = "base_model.model.";
    private static final String TO_Q = "blocks.0.attn1.to_q";
    private static final String TO_K = "blocks.0.attn2.to_k";
    private static final Map<String, Shape> BASE = Map.of(
            "blocks.0.attn1.to_q.weight", new Shape(192, 192),
            "blocks.0.attn1.to_q.bias", new Shape(192),
            "blocks.0.attn1.to_v.weight", new Shape(192, 192),
            "blocks.0.attn1.norm_q.weight", new Shape(192),
            "blocks.0.attn2.to_k.weight", new Shape(192, 192),
            "blocks.0.ffn.net.0.proj.weight", new Shape(512, 192),
            "blocks.0.scale_shift_table", new Shape(1, 6, 192),
            "patch_embedding.weight", new Shape(192, 36, 1, 2, 2));

    @TempDir
    Path folder;

    private NDManager manager;
    private Weights base;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        Map<String, NDArray> tensors = new TreeMap<>();
        BASE.forEach((name, shape) -> tensors.put(name, new RandomTensors(3).read(name, shape, manager)));
        Path file = folder.resolve("base.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        base = Weights.open(file);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void layersWithRanksOfTheirOwnAreScaledByTheirOwnRank() {
        Path file = wild("rank-pattern");

        assertMerged(file, TO_Q, 8f / 4);
        assertMerged(file, TO_K, 8f / 8);
        assertMerged(file, "blocks.0.ffn.net.0.proj", 8f / 8);
    }

    @Test
    void alphaPatternsAndTheRootOfTheRankAreFollowed() {
        Path file = wild("rank-pattern");
        config(file, "alpha_pattern", "{\"blocks.0.attn1.to_q\": 6, \"attn[12].to_.\": 16}");

        assertMerged(file, TO_Q, 6f / 4);
        assertMerged(file, "blocks.0.attn1.to_v", 16f / 4);
        assertMerged(file, TO_K, 16f / 8);
        assertMerged(file, "blocks.0.ffn.net.0.proj", 8f / 8);

        config(file, "use_rslora", "true");
        assertMerged(file, TO_K, (float) (16 / Math.sqrt(8)));
    }

    @Test
    void theConfigurationMayLieInTheFilesOwnMetadata() {
        Weights adapter = Weights.open(wild("rank-pattern"));
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        adapter.names().forEach(name -> tensors.put(name.replace(PEFT, "transformer."), adapter.read(name, manager)));
        for (String prefix : new String[] {"", "transformer."}) {
            Path file = folder.resolve("pytorch_lora_weights.safetensors");
            SafetensorsWriter.write(
                    file,
                    tensors,
                    Map.of(
                            "format",
                            "pt",
                            "lora_adapter_metadata",
                            ("{'P.r': 4, 'P.lora_alpha': 8, 'P.rank_pattern': {'attn2.to_k': 8, 'ffn.net.0.proj': 8},"
                                            + " 'P.alpha_pattern': {'to_k': 4}, 'P.use_rslora': false}")
                                    .replace('\'', '"')
                                    .replace("P.", prefix)));

            assertMerged(file, TO_Q, 8f / 4);
            assertMerged(file, TO_K, 4f / 8);
        }
    }

    @Test
    void aScaleThatIsNotKnownIsNotGuessed() throws IOException {
        Path file = wild("rank-pattern");
        Files.delete(file.resolveSibling("adapter_config.json"));
        refuses(file, "lora_adapter_metadata");
        // diffusers' own names say that the scale is already in the tensors
        Weights adapter = Weights.open(file);
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        adapter.names().forEach(name -> tensors.put(name.replace(PEFT, "transformer."), adapter.read(name, manager)));
        Path diffusers = folder.resolve("diffusers.safetensors");
        SafetensorsWriter.write(diffusers, tensors, Map.of("format", "pt"));
        assertMerged(diffusers, TO_K, 1);
    }

    @Test
    void aConfigurationOfAnotherAdapterIsRefused() {
        Path file = wild("rank-pattern");
        config(file, "rank_pattern", "{}");
        refuses(file, "rank 4 for the layer 'blocks.0.attn2.to_k'");
    }

    @Test
    void whatAConfigurationSaysThatIsNotKnownIsRefusedByItsField() {
        Map.of(
                        "peft_type", "\"LOHA\"",
                        "init_lora_weights", "\"pissa\"",
                        "layer_replication", "[[0, 1]]",
                        "r", "0",
                        "lora_alpha", "\"8\"",
                        "rank_pattern", "[4]",
                        "use_rslora", "\"yes\"")
                .forEach((field, value) -> {
                    Path file = wild("rank-pattern");
                    config(file, field, value);
                    refuses(file, field);
                });
    }

    @Test
    void aPatternThatWouldMatchForEverIsRefused() {
        Path file = wild("rank-pattern");
        config(file, "alpha_pattern", "{\"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)!\": 3}");
        refuses(file, "no pattern of a layer's name");
        config(file, "alpha_pattern", "{\"(\": 3}");
        refuses(file, "no pattern of a layer's name");
    }

    @Test
    void magnitudesAreAppliedWhereEveryLayerHasOne() {
        Path half = wild("dora");
        // one layer has its magnitude, three lack theirs
        refuses(half, "has no magnitude");

        Weights adapter = Weights.open(half);
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        adapter.names().stream()
                .filter(name -> name.contains(TO_Q))
                .forEach(name -> tensors.put(name, adapter.read(name, manager)));
        SafetensorsWriter.write(half, tensors, Map.of());
        float[] merged = merged(half, TO_Q + ".weight");
        float[] changed = plain(adapter, PEFT + TO_Q, TO_Q, 2).toFloatArray();
        float[] magnitude =
                adapter.read(PEFT + TO_Q + ".lora_magnitude_vector", manager).toFloatArray();
        for (int row = 0; row < 192; row++) {
            double squares = 0;
            for (int i = 0; i < 192; i++) {
                squares += (double) changed[row * 192 + i] * changed[row * 192 + i];
            }
            for (int i = 0; i < 192; i++) {
                double expected = magnitude[row] * changed[row * 192 + i] / Math.sqrt(squares);
                assertThat((double) merged[row * 192 + i])
                        .isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-9));
            }
        }
    }

    @Test
    void differencesAreAddedToWeightsBiasesAndModulations() {
        Path file = wild("lightx2v-modulation");
        Weights adapter = Weights.open(file);
        String block = "diffusion_model.blocks.0.";

        assertThat(merged(file, "blocks.0.scale_shift_table"))
                .isEqualTo(sum("blocks.0.scale_shift_table", adapter, block + "diff_m"));
        assertThat(merged(file, "blocks.0.attn1.norm_q.weight"))
                .isEqualTo(sum("blocks.0.attn1.norm_q.weight", adapter, block + "self_attn.norm_q.diff"));
        assertThat(merged(file, TO_Q + ".bias")).isEqualTo(sum(TO_Q + ".bias", adapter, block + "self_attn.q.diff_b"));
    }

    @Test
    void aPairOfAConvolutionChangesItsKernel() {
        NDArray down = manager.randomUniform(-1, 1, new Shape(2, 36, 1, 2, 2));
        NDArray up = manager.randomUniform(-1, 1, new Shape(192, 2, 1, 1, 1));
        Path file = adapter(Map.of("patch_embedding.lora_A.weight", down, "patch_embedding.lora_B.weight", up));
        NDArray change = up.reshape(192, 2).matMul(down.reshape(2, -1)).reshape(192, 36, 1, 2, 2);

        assertThat(merged(file, "patch_embedding.weight"))
                .isEqualTo(
                        base.read("patch_embedding.weight", manager).add(change).toFloatArray());
    }

    @Test
    void namesMayHaveThePrefixesOfWrappers() {
        for (String prefix : new String[] {
            "module.", "model.", "_orig_mod.module.", "transformer.", "model.diffusion_model.", "module.transformer."
        }) {
            Path file = adapter(Map.of(
                    prefix + TO_Q + ".lora_A.weight", manager.ones(new Shape(1, 192)),
                    prefix + TO_Q + ".lora_B.weight", manager.ones(new Shape(192, 1))));
            assertThat(merged(file, TO_Q + ".weight")[0])
                    .as(prefix)
                    .isEqualTo(base.read(TO_Q + ".weight", manager).getFloat(0, 0) + 1);
        }
    }

    @Test
    void whatNothingReadsIsRefusedByName() {
        NDArray down = manager.ones(new Shape(1, 192));
        NDArray up = manager.ones(new Shape(192, 1));
        refusesAlso("transformer_2." + TO_Q + ".lora_A.weight", down, "transformer_2");
        refusesAlso(TO_Q + ".hada_w1_a", down, "hada_w1_a");
        refusesAlso(TO_Q + ".lora_mid.weight", down, "lora_mid");
        refusesAlso("blocks.1.attn1.to_q.lora_A.weight", down, "blocks.1.attn1.to_q");
        refusesAlso(TO_K + ".lora_A.weight", down, "only the down half");
        refusesAlso(TO_K + ".alpha", manager.ones(new Shape(1)), "without a pair");
        refusesAlso("diffusion_model.blocks.0.self_attn.q.lora_up.weight", up, "same part of the same layer");
        refusesAlso("blocks.0.attn1.to_v.diff_b", manager.ones(new Shape(192)), "has no bias");
    }

    @Test
    void everyTypeAndShapeIsCheckedBeforeAnyTensorExists() {
        NDArray up = manager.ones(new Shape(192, 1));
        for (DataType type : new DataType[] {DataType.FLOAT64, DataType.INT64, DataType.INT32, DataType.UINT8}) {
            Path file = adapter(Map.of(
                    TO_Q + ".lora_A.weight", manager.ones(new Shape(1, 192), type), TO_Q + ".lora_B.weight", up));
            refuses(file, "no type of a network's weights");
        }
        for (Shape shape : new Shape[] {new Shape(), new Shape(192), new Shape(0, 192), new Shape(1, 192, 1)}) {
            Path file = adapter(Map.of(
                    TO_Q + ".lora_A.weight", manager.zeros(shape),
                    TO_Q + ".lora_B.weight", manager.zeros(new Shape(192, shape.dimension() > 0 ? shape.get(0) : 1))));
            refuses(file, "do not fit");
        }
        for (NDArray alpha :
                new NDArray[] {manager.zeros(new Shape(0)), manager.zeros(new Shape(2)), manager.create(Float.NaN)}) {
            Path file = adapter(Map.of(
                    TO_Q + ".lora_A.weight", manager.ones(new Shape(1, 192)),
                    TO_Q + ".lora_B.weight", up,
                    TO_Q + ".alpha", alpha));
            refuses(file, alpha.getShape().size() == 1 ? "scale" : "one number");
        }
    }

    @Test
    void alphaMayBeOfAnyNumericType() {
        for (NDArray alpha : new NDArray[] {
            manager.create(3f),
            manager.create(3.0),
            manager.create(3L),
            manager.create(3),
            manager.create(3f).toType(DataType.FLOAT16, true),
            manager.create(new float[] {3})
        }) {
            Path file = adapter(Map.of(
                    TO_Q + ".lora_A.weight", manager.ones(new Shape(1, 192)),
                    TO_Q + ".lora_B.weight", manager.ones(new Shape(192, 1)),
                    TO_Q + ".alpha", alpha));
            assertThat(merged(file, TO_Q + ".weight")[0])
                    .isEqualTo(base.read(TO_Q + ".weight", manager).getFloat(0, 0) + 3);
        }
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() {
        Path file = adapter(Map.of(TO_Q + ".diff", manager.full(new Shape(192, 192), Float.NaN)));
        assertThatThrownBy(() -> merged(file, TO_Q + ".weight"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no finite numbers");
    }

    private void assertMerged(Path file, String layer, float scale) {
        Weights adapter = Weights.open(file);
        String stored = adapter.has(PEFT + layer + ".lora_A.weight") ? PEFT + layer : "transformer." + layer;
        assertThat(merged(file, layer + ".weight"))
                .isEqualTo(plain(adapter, stored, layer, scale).toFloatArray());
    }

    private NDArray plain(Weights adapter, String stored, String layer, float scale) {
        NDArray down = adapter.read(stored + ".lora_A.weight", manager);
        NDArray up = adapter.read(stored + ".lora_B.weight", manager);
        return base.read(layer + ".weight", manager).add(up.matMul(down).mul(scale));
    }

    private float[] sum(String name, Weights adapter, String difference) {
        return base.read(name, manager).add(adapter.read(difference, manager)).toFloatArray();
    }

    private float[] merged(Path file, String name) {
        return LoraMerged.of(base, file, WanNames.layers(1))
                .read(name, Objects.requireNonNull(BASE.get(name)), manager)
                .toFloatArray();
    }

    private void refusesAlso(String name, NDArray tensor, String reason) {
        Map<String, NDArray> tensors = new LinkedHashMap<>(Map.of(
                TO_Q + ".lora_A.weight", manager.ones(new Shape(1, 192)),
                TO_Q + ".lora_B.weight", manager.ones(new Shape(192, 1))));
        tensors.put(name, tensor);
        refuses(adapter(tensors), reason);
    }

    private void refuses(Path file, String reason) {
        assertThatThrownBy(() -> LoraMerged.of(base, file, WanNames.layers(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    private Path adapter(Map<String, NDArray> tensors) {
        Path file = folder.resolve("adapter.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }

    private static void config(Path adapter, String field, String json) {
        try {
            Path file = adapter.resolveSibling("adapter_config.json");
            JsonObject config = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            config.add(field, JsonParser.parseString(json));
            Files.writeString(file, config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path wild(String name) {
        try {
            Path from = Path.of(Objects.requireNonNull(getClass().getResource("/wild/adapters/" + name))
                    .toURI());
            Path to = Files.createTempDirectory(folder, name);
            for (String file : new String[] {"adapter_config.json", "adapter_model.safetensors"}) {
                if (Files.exists(from.resolve(file))) {
                    Files.copy(from.resolve(file), to.resolve(file));
                }
            }
            return to.resolve("adapter_model.safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
