package io.flipside.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBackToTheBit() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray values = manager.create(new float[] {1, -2, 3.5f, Float.MIN_VALUE}, new Shape(2, 2));
            NDArray half = manager.create(new float[] {0.5f, 65504}).toType(DataType.FLOAT16, true);
            Path file = folder.resolve("a.safetensors");

            SafetensorsWriter.write(file, Map.of("x", values, "y.half", half), Map.of("note", "value"));

            Weights weights = Weights.open(file);
            assertThat(weights.names()).containsExactly("x", "y.half");
            assertThat(weights.read("x", new Shape(2, 2), manager)).isEqualTo(values);
            assertThat(weights.read("y.half", manager).toFloatArray()).containsExactly(0.5f, 65504);
            assertThat(SafetensorsFile.open(file).header().metadata()).containsEntry("note", "value");
        }
    }

    @Test
    void brainFloatsBecomeFloats() throws Exception {
        byte[] data = {(byte) 0x80, 0x3f, 0x20, (byte) 0xc1};
        Path file = file("{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", data);
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(Weights.open(file).read("w", manager).toFloatArray()).containsExactly(1f, -10f);
        }
    }

    @Test
    void aWrongShapeNamesTensorAndBothShapes() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Path file = folder.resolve("a.safetensors");
            SafetensorsWriter.write(file, Map.of("w", manager.zeros(new Shape(2, 3))), Map.of());

            assertThatThrownBy(() -> Weights.open(file).read("w", new Shape(3, 2), manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'w'")
                    .hasMessageContaining("(2, 3)")
                    .hasMessageContaining("(3, 2)");
            assertThatThrownBy(() -> Weights.open(file).read("v", new Shape(1), manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("lack the tensor 'v'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}} | outside the file",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | needs 12 bytes",
                "{\"w\":{\"dtype\":\"F9\",\"shape\":[2],\"data_offsets\":[0,8]}} | element type F9",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | negative dimension",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | leaves a hole",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | belong to none",
                "{\"v\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | overlaps",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}} | malformed",
                "{\"w\":7} | malformed",
                "[1] | not a JSON object",
                "nonsense { | not a JSON object"
            })
    void aHeaderThatBreaksARuleIsRefusedBeforeAnyTensorExists(String header, String reason) throws Exception {
        Path file = file(header, new byte[8]);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void aHeaderLengthBeyondTheFileIsRefusedWithoutReadingIt() throws Exception {
        Path file = folder.resolve("long.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(Long.MAX_VALUE)
                        .array());

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("header length");
    }

    @Test
    void aPickleIsRefusedAsOne() throws Exception {
        Path zip = folder.resolve("model.safetensors");
        Files.write(zip, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0});
        Path plain = folder.resolve("old.safetensors");
        Files.write(plain, new byte[] {(byte) 0x80, 2, 'c', 'o', 's', '\n', 's', 'y', 's'});

        assertThatThrownBy(() -> SafetensorsFile.open(zip)).hasMessageContaining("pickle");
        assertThatThrownBy(() -> SafetensorsFile.open(plain)).hasMessageContaining("pickle");
    }

    @Test
    void anIndexMayNotNameFilesOutsideItsFolder() throws Exception {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"w\":\"../secret.safetensors\"}}");

        assertThatThrownBy(() -> Weights.open(index))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("outside its own folder");
    }

    @Test
    void shardsAreFoundThroughTheirIndex() throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            SafetensorsWriter.write(
                    folder.resolve("m-1.safetensors"), Map.of("a", manager.ones(new Shape(2))), Map.of());
            SafetensorsWriter.write(
                    folder.resolve("m-2.safetensors"), Map.of("b", manager.zeros(new Shape(3))), Map.of());
            Files.writeString(
                    folder.resolve("model.safetensors.index.json"),
                    "{\"weight_map\":{\"a\":\"m-1.safetensors\",\"b\":\"m-2.safetensors\"}}");

            Weights weights = Weights.open(folder);

            assertThat(weights.read("a", new Shape(2), manager).toFloatArray()).containsExactly(1, 1);
            assertThat(weights.read("b", new Shape(3), manager).toFloatArray()).containsExactly(0, 0, 0);
        }
    }

    private Path file(String header, byte[] data) throws Exception {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("made.safetensors"), buffer.array());
    }

    /** Reference: without the check the process ends with SIGBUS. */
    @Test
    void aFileThatIsCutWhileItIsUsedIsTheWorkersTroubleAndNoCrash() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            Path file = folder.resolve("cut.safetensors");
            SafetensorsWriter.write(file, Map.of("w", manager.zeros(new Shape(1 << 20))), Map.of());
            SafetensorsFile open = SafetensorsFile.open(file);
            TensorInfo info = Objects.requireNonNull(open.header().tensors().get("w"));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(4096);
            }

            assertThatThrownBy(() -> open.read(info, manager))
                    .isInstanceOf(WorkerTrouble.class)
                    .hasMessageContaining("cut.safetensors");
            assertThatCode(() -> open.fetch(info)).doesNotThrowAnyException();
        }
    }
}
