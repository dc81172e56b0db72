package io.flipside.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableRowsTest {
    private static final int ROW = 12;

    @TempDir
    Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16"})
    void rowsAreThoseOfTheWholeTable(DataType type) {
        Path file = folder.resolve("table.safetensors");
        NDArray table = manager.create(new float[] {0.5f, -1, 2, 65504, -0.25f, 6e-5f, 7, 8}, new Shape(4, 2));
        SafetensorsWriter.write(file, Map.of("t", table.toType(type, true)), Map.of());
        Weights weights = Weights.open(file);
        Shape whole = new Shape(4, 2);

        float[] rows = weights.rows("t", new long[] {3, 1, 3}, whole, manager).toFloatArray();

        float[] all = weights.read("t", whole, manager).toFloatArray();
        assertThat(rows).containsExactly(all[6], all[7], all[2], all[3], all[6], all[7]);
        assertThatThrownBy(() -> weights.rows("t", new long[] {4}, whole, manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("row 4");
    }

    @Test
    void aTableBeyondTwoGibibytesIsReadByRows() throws IOException {
        long rows = 200_000_000;
        // the second of these rows lies across two pieces of the mapping
        long[] wanted = {1, (1L << 30) / ROW, rows - 1};
        Path file = sparse(rows, wanted);

        float[] values = Weights.open(file)
                .rows("t", wanted, new Shape(rows, 3), manager)
                .toFloatArray();

        assertThat(values).containsExactly(1, 2, 3, 2, 3, 4, 3, 4, 5);
    }

    /** Gigabytes of nothing but a few rows: they take a few kilobytes on disk. */
    private Path sparse(long rows, long[] filled) throws IOException {
        Path file = folder.resolve("large.safetensors");
        String header =
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[" + rows + ",3],\"data_offsets\":[0," + rows * ROW + "]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(little(Long.BYTES).putLong(json.length).array());
            out.write(json);
            out.setLength(Long.BYTES + json.length + rows * ROW);
            for (int i = 0; i < filled.length; i++) {
                out.seek(Long.BYTES + json.length + filled[i] * ROW);
                out.write(little(ROW)
                        .putFloat(i + 1)
                        .putFloat(i + 2)
                        .putFloat(i + 3)
                        .array());
            }
        }
        return file;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
