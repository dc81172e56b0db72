package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flipside.Fixtures;
import io.flipside.UserError;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFolderTest {
    private static final SwinCase CASE = new SwinCase("video-swin-shifted");

    @TempDir
    Path folder;

    private NDManager manager;
    private JsonObject json;

    @BeforeEach
    void prepare() throws IOException {
        manager = NDManager.newBaseManager();
        json = JsonParser.parseString(
                        Files.readString(Fixtures.folder(CASE.name()).resolve("config.json")))
                .getAsJsonObject();
        json.add("classes", JsonParser.parseString("[\"a\", \"b\", \"c\", \"d\"]"));
        json.add("sampling", JsonParser.parseString("{\"frames\": [1, 3, 5, 7]}"));
        Files.copy(Fixtures.folder(CASE.name()).resolve("weights.safetensors"), folder.resolve("model.safetensors"));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aFolderBecomesItsClassifier() {
        VideoClassifier classifier = open();
        NDArray clip = manager.zeros(new Shape(2, 3, 8, 24, 24));

        assertThat(classifier.classes()).containsExactly("a", "b", "c", "d");
        assertThat(classifier.logits(clip).getShape()).isEqualTo(new Shape(2, 4));
        NDArray same = CASE.network(manager)
                .logits(ClipInput.imageNet(List.of(1, 3, 5, 7)).of(clip));
        assertThat(classifier.logits(clip).toByteArray()).isEqualTo(same.toByteArray());
    }

    @Test
    void aStrideTakesTheLastFrameOfEach() {
        json.add("sampling", JsonParser.parseString("{\"count\": 4, \"stride\": 2}"));
        assertThat(((NetworkClassifier) open()).input().sampling().of(8)).containsExactly(1, 3, 5, 7);
    }

    @Test
    void theNormalisationCanBeGiven() {
        json.add("mean", JsonParser.parseString("[127.5, 127.5, 127.5]"));
        json.add("std", JsonParser.parseString("[127.5, 127.5, 127.5]"));
        NDArray clip = manager.full(new Shape(1, 3, 8, 2, 2), 0.25f);
        NDArray input = ((NetworkClassifier) open()).input().of(clip);
        assertThat(input.getShape()).isEqualTo(new Shape(1, 3, 4, 2, 2));
        assertThat(input.toFloatArray()).containsOnly(0.25f);
    }

    @Test
    void aClipThatIsTooShortIsRefused() {
        VideoClassifier classifier = open();
        NDArray clip = manager.zeros(new Shape(1, 3, 7, 24, 24));
        assertThatThrownBy(() -> classifier.logits(clip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("frame 7");
    }

    @Test
    void wrongFieldsAreNamed() {
        refuses(
                "architecture",
                "\"resnet\"",
                "architecture is 'resnet'. It must be 'r2plus1d', 'torchscript' or 'video-swin'.");
        refuses("architecture", "7", "architecture");
        refuses("classes", "[\"a\", \"b\"]", "classes has 2 names");
        refuses("classes", "[\"a\", \"a\", \"b\", \"c\"]", "each once");
        refuses("classes", "7", "classes");
        refuses("sampling", "{\"frames\": []}", "sampling");
        refuses("sampling", "{\"frames\": [-1]}", "sampling");
        refuses("sampling", "{\"count\": 0, \"stride\": 2}", "count");
        refuses("sampling", "{\"count\": 2147483647, \"stride\": 2147483647}", "count");
        refuses("sampling", "{}", "count");
        refuses("mean", "[1, 2]", "mean");
        refuses("std", "[1, 0, 2]", "std");
        refuses("input", "\"bytes\"", "input");
        refuses("num_heads", "[5, 3, 6]", "num_heads");
        refuses("embed_dim", "\"wide\"", "embed_dim");
        refuses("embed_dim", "24", "patch_embed.proj.weight");
    }

    @Test
    void namesMayBeOfAnyScriptButHoldNoControlCharacters() {
        json.add("classes", JsonParser.parseString("[\"häuser\", \"走る\", \"🙂\", \"c\"]"));
        assertThat(open().classes()).containsExactly("häuser", "走る", "🙂", "c");
        for (String name : List.of("a\\u0000", "a\\nb", "\\u001b[31m", "\\u202eb", "\\u2028", "", " ")) {
            refuses("classes", "[\"" + name + "\", \"b\", \"c\", \"d\"]", "classes");
        }
    }

    @Test
    void aPrefixThatAllNamesShareIsStrippedAndAnyOtherTensorRefused() {
        byte[] before = open().logits(manager.zeros(new Shape(1, 3, 8, 24, 24))).toByteArray();
        Weights weights = CASE.weights();
        Map<String, NDArray> tensors = new TreeMap<>();
        weights.names().forEach(name -> tensors.put("module.model." + name, weights.read(name, manager)));
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        assertThat(open().logits(manager.zeros(new Shape(1, 3, 8, 24, 24))).toByteArray())
                .isEqualTo(before);

        tensors.put("module.model.head.extra", manager.ones(new Shape(1)));
        SafetensorsWriter.write(file, tensors, Map.of());
        assertThatThrownBy(this::open).isInstanceOf(UserError.class).hasMessageContaining("head.extra");
    }

    @Test
    void everyFileThatWasReadHasItsDigest() throws Exception {
        open();
        Map<String, String> digests = ClassifierFolder.load(folder, manager).sha256();

        assertThat(digests.keySet()).containsExactlyInAnyOrder("config.json", "model.safetensors");
        for (String name : digests.keySet()) {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(name)));
            assertThat(digests.get(name)).isEqualTo(HexFormat.of().formatHex(sha256));
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> ClassifierFolder.open(absent, manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("absent");
    }

    private void refuses(String field, String value, String message) {
        JsonElement before = json.get(field);
        json.add(field, JsonParser.parseString(value));
        assertThatThrownBy(this::open).isInstanceOf(UserError.class).hasMessageContaining(message);
        if (before == null) {
            json.remove(field);
        } else {
            json.add(field, before);
        }
    }

    private VideoClassifier open() {
        try {
            Files.writeString(folder.resolve("config.json"), json.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ClassifierFolder.open(folder, manager);
    }
}
