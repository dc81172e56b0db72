package io.flipside.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.LoadedGenerator;
import io.flipside.structure.WildTensors.Entry;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.UnknownChoice;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorFolderTest {
    @TempDir
    Path folder;

    private NDManager manager;
    private Path generator;
    private Path adapter;

    @BeforeEach
    void write() throws IOException {
        manager = NDManager.newBaseManager();
        generator = SmallModels.generator(folder.resolve("generator"), manager);
        adapter = SmallModels.adapter(folder.resolve("adapter"), manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyFileThatWasReadHasItsDigestAndNoOther() throws Exception {
        Files.writeString(generator.resolve("README.md"), "notes");

        LoadedGenerator loaded = GeneratorFolder.load(generator, Optional.of(adapter), manager);

        assertThat(loaded.sha256().keySet())
                .containsExactlyInAnyOrder(
                        "generator.json",
                        "text.safetensors",
                        "transformer/config.json",
                        "transformer/model.safetensors",
                        "vae/config.json",
                        "vae/model.safetensors",
                        "image_encoder/config.json",
                        "image_encoder/model.safetensors");
        for (Map.Entry<String, String> file : loaded.sha256().entrySet()) {
            assertThat(file.getValue()).isEqualTo(sha256(generator.resolve(file.getKey())));
        }
        assertThat(loaded.adapterSha256())
                .isEqualTo(Map.of(
                        "adapter_model.safetensors",
                        sha256(adapter),
                        "adapter_config.json",
                        sha256(adapter.resolveSibling("adapter_config.json"))));
    }

    @Test
    void theDigestIsOfTheBytesThatWereUsedWhenAnotherFileTookTheirPlace() throws Exception {
        Path file = generator.resolve("text.safetensors");
        String before = sha256(file);
        Weights weights = Weights.open(file);
        Path other = folder.resolve("other.safetensors");
        SafetensorsWriter.write(other, Map.of("prompt_embeds", manager.zeros(new Shape(1, 2, 4))), Map.of());
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(weights.read("prompt_embeds", manager).toFloatArray()).containsOnly(1);
        assertThat(io.flipside.tensor.SafetensorsFile.open(file).sha256()).isNotEqualTo(before);
    }

    @Test
    void aLoadThatFailsBetweenTwoGoodOnesLeavesNothingBehind() throws Exception {
        float[] before = encoded();
        int held = held();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> GeneratorFolder.load(
                            generator, Optional.of(generator.resolve("text.safetensors")), manager))
                    .isInstanceOf(UserError.class);
            byte[] text = Files.readAllBytes(generator.resolve("text.safetensors"));
            Files.delete(generator.resolve("text.safetensors"));
            assertThatThrownBy(() -> GeneratorFolder.load(generator, Optional.empty(), manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("text.safetensors");
            Files.write(generator.resolve("text.safetensors"), text);
            // fails while the tensors are read, after the transformer is in memory
            Path poisoned = poisoned();
            assertThatThrownBy(() -> GeneratorFolder.load(generator, Optional.of(poisoned), manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no finite numbers");
        }

        assertThat(held()).isEqualTo(held);
        assertThat(encoded()).isEqualTo(before);
    }

    @Test
    void aFolderThatNamesItsArchitectureOpensAsOneThatDoesNot() throws Exception {
        float[] before = encoded();
        architecture("wan2.1-i2v");

        assertThat(encoded()).isEqualTo(before);
    }

    @Test
    void anUnknownArchitectureIsRefusedWithTheKnownOnesBeforeAnythingElseIsRead() throws Exception {
        architecture("wan9");
        Files.delete(generator.resolve("transformer/config.json"));

        assertThatThrownBy(() -> GeneratorFolder.load(generator, Optional.empty(), manager))
                .isInstanceOf(UnknownChoice.class)
                .hasMessage("config " + generator.resolve("generator.json")
                        + ": architecture is 'wan9'. It must be 'wan2.1-i2v'.");
    }

    private void architecture(String name) throws IOException {
        Path config = generator.resolve("generator.json");
        JsonObject json = JsonParser.parseString(Files.readString(config)).getAsJsonObject();
        json.addProperty("architecture", name);
        Files.writeString(config, json.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "transformer, condition_embedder.image_embedder.pos_embed",
        "transformer, ref_conv.weight",
        "transformer, blocks.1.attn1.to_q.weight",
        "transformer, blocks.0.attn1.to_q.weight_scale",
        "vae, encoder.extra.weight",
        "image_encoder, encoder.layers.0.extra"
    })
    void aTensorThatNoNetworkReadsIsRefusedByName(String part, String name) throws IOException {
        add(part, name);
        refuses(name);
    }

    @ParameterizedTest
    @CsvSource({
        "transformer, rope.freqs_cos",
        "image_encoder, embeddings.position_ids",
        "image_encoder, post_layernorm.weight",
        "image_encoder, encoder.layers.1.mlp.fc1.weight",
        "vae, decoder.norm.num_batches_tracked"
    })
    void aTensorThatIsKnownToBeHarmlessIsLeftOut(String part, String name) throws IOException {
        add(part, name);
        assertThat(encoded()).isNotEmpty();
    }

    @Test
    void weightsBesideTheThreeNetworksAreRefusedByName() throws IOException {
        Files.createDirectories(generator.resolve("text_encoder"));
        Files.writeString(generator.resolve("text_encoder/model.safetensors"), "not read");
        assertThat(encoded()).isNotEmpty();

        Path second = Files.createDirectories(generator.resolve("transformer_2"));
        Files.writeString(second.resolve("model.safetensors"), "not read");
        refuses("transformer_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "model.", "_orig_mod.", "model.diffusion_model.", "module.model."})
    void aPrefixThatAllNamesShareIsStripped(String prefix) throws IOException {
        float[] before = encoded();
        for (String part : List.of("transformer", "vae", "image_encoder")) {
            rename(part, name -> prefix + name);
        }
        assertThat(encoded()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "transformer/config.json, in_channels, 2, in_channels",
        "transformer/config.json, in_channels, 6, in_channels",
        "transformer/config.json, in_channels, 48, in_channels",
        "transformer/config.json, out_channels, 4, out_channels",
        "transformer/config.json, num_attention_heads, 0, num_attention_heads",
        "transformer/config.json, num_layers, 1000000000, num_layers",
        "transformer/config.json, text_len, -1, text_len",
        "transformer/config.json, qk_norm, layer_norm, qk_norm",
        "transformer/config.json, image_dim, 5, image_dim",
        "vae/config.json, z_dim, 0, z_dim",
        "vae/config.json, num_res_blocks, 1000000000, num_res_blocks",
        "image_encoder/config.json, patch_size, 0, patch_size",
        "image_encoder/config.json, num_attention_heads, 0, num_attention_heads",
        "image_encoder/config.json, num_hidden_layers, 2000000000, num_hidden_layers",
        "generator.json, side, 6, side",
        "generator.json, side, 0, side",
        "generator.json, frames, 4, frames",
        "generator.json, fps, 0, fps"
    })
    void aFieldThatDoesNotFitIsNamed(String file, String field, String value, String named) throws IOException {
        Path config = generator.resolve(file);
        JsonObject json = JsonParser.parseString(Files.readString(config)).getAsJsonObject();
        json.add(field, JsonParser.parseString(value.matches("-?\\d+") ? value : "\"" + value + "\""));
        Files.writeString(config, json.toString());
        refuses(named);
    }

    @ParameterizedTest
    @CsvSource({
        "F64, float64",
        "F8_E4M3, 8-bit floats",
        "F8_E5M2, 8-bit floats",
        "I8, 8-bit integers",
        "I64, 64-bit integers",
        "U8, 8-bit integers",
        "BOOL, booleans",
        "F4, 4-bit floats"
    })
    void weightsOfAnotherTypeAreRefusedSayingWhatTheyAre(String type, String words) throws IOException {
        WildTensors file = new WildTensors(generator.resolve("transformer/model.safetensors"));
        List<Entry> all = new ArrayList<>();
        file.entries().forEach(entry -> all.add(new Entry(entry.name(), type, entry.shape())));
        Files.write(generator.resolve("transformer/model.safetensors"), file.of(all));
        refuses(words);
    }

    @Test
    void halfPrecisionIsTaken() throws IOException {
        rewrite("vae", tensor -> tensor.toType(DataType.FLOAT16, true));
        assertThat(encoded()).isNotEmpty();
    }

    @Test
    void aHeaderOfAMillionEntriesIsRefusedByItsLength() throws IOException {
        Path file = file(emptyTensors(1_000_000));
        assertThatThrownBy(() -> GeneratorFolder.open(generator, Optional.of(file), manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("header of");
        assertThatThrownBy(() -> Weights.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at most 20000000 are taken here");
    }

    @Test
    void anAdapterHasAtMostTenThousandTensorsAndAModelTwentyThousand() throws IOException {
        Path adapter = file(emptyTensors(10_001));
        assertThatThrownBy(() -> GeneratorFolder.open(generator, Optional.of(adapter), manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("10000");
        Path model = file(emptyTensors(20_001));
        assertThatThrownBy(() -> Weights.open(model))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("more than 20000 tensors");
    }

    private static String emptyTensors(int count) {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        return header.append('}').toString();
    }

    @Test
    void shardsMayHoldNothingThatTheirIndexDoesNotName() throws IOException {
        Path part = generator.resolve("vae");
        WildTensors file = new WildTensors(part.resolve("model.safetensors"));
        StringBuilder map = new StringBuilder();
        file.entries().stream().skip(1).forEach(entry -> map.append(map.length() == 0 ? "" : ",")
                .append('"')
                .append(entry.name())
                .append("\":\"model.safetensors\""));
        Files.writeString(part.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + map + "}}");
        refuses(file.entries().get(0).name());

        Files.writeString(part.resolve("model.fp16.safetensors.index.json"), "{\"weight_map\":{}}");
        refuses("model.fp16.safetensors.index.json");
    }

    private Path file(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return Files.write(
                folder.resolve("made.safetensors"),
                ByteBuffer.allocate(8 + json.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
    }

    private float[] encoded() {
        try (NDManager scope = manager.newSubManager()) {
            LoadedGenerator loaded = GeneratorFolder.load(generator, Optional.empty(), scope);
            return Autograd.unrecorded(() ->
                    loaded.generator().encode(scope.ones(SmallModels.CLIP)).toFloatArray());
        }
    }

    private void refuses(String reason) {
        assertThatThrownBy(() -> GeneratorFolder.load(generator, Optional.empty(), manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    private Path poisoned() {
        Path file = folder.resolve("poisoned.safetensors");
        NDArray nan = manager.full(new Shape(6, 6), Float.NaN);
        try (nan) {
            SafetensorsWriter.write(file, Map.of("transformer.blocks.0.attn1.to_q.diff", nan), Map.of());
        }
        return file;
    }

    private void add(String part, String name) throws IOException {
        Path file = generator.resolve(part).resolve("model.safetensors");
        Map<String, NDArray> tensors = tensors(file);
        tensors.put(name, manager.ones(new Shape(2)));
        SafetensorsWriter.write(file, tensors, Map.of());
    }

    private void rename(String part, UnaryOperator<String> rename) {
        Path file = generator.resolve(part).resolve("model.safetensors");
        Map<String, NDArray> renamed = new TreeMap<>();
        tensors(file).forEach((name, tensor) -> renamed.put(rename.apply(name), tensor));
        SafetensorsWriter.write(file, renamed, Map.of());
    }

    private void rewrite(String part, UnaryOperator<NDArray> change) {
        Path file = generator.resolve(part).resolve("model.safetensors");
        Map<String, NDArray> changed = new TreeMap<>();
        tensors(file).forEach((name, tensor) -> changed.put(name, change.apply(tensor)));
        SafetensorsWriter.write(file, changed, Map.of());
    }

    private Map<String, NDArray> tensors(Path file) {
        Weights weights = Weights.open(file);
        Map<String, NDArray> tensors = new TreeMap<>();
        weights.names().forEach(name -> tensors.put(name, weights.read(name, manager)));
        return tensors;
    }

    /** Arrays and managers that the base manager owns. */
    private int held() throws Exception {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        return ((Map<?, ?>) resources.get(manager)).size();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
