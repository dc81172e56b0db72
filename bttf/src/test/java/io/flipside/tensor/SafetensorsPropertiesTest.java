package io.flipside.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.file.ScratchFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SafetensorsPropertiesTest {
    private static NDManager manager;
    private static ScratchFolder folder;

    /** Bits of a tensor: any, also those that are no number. */
    record Bits(DataType type, List<Integer> shape, long seed) {
        NDArray array(NDManager owner) {
            Shape dimensions = new Shape(shape.stream().mapToLong(i -> i).toArray());
            byte[] bytes = new byte[Math.toIntExact(dimensions.size() * type.getNumOfBytes())];
            new Random(seed).nextBytes(bytes);
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
            try (NDArray view = owner.create(direct.put(bytes).flip(), dimensions, type)) {
                return view.duplicate();
            }
        }
    }

    @BeforeContainer
    static void start() {
        manager = NDManager.newBaseManager();
        folder = ScratchFolder.create("safetensors");
    }

    @AfterContainer
    static void stop() {
        folder.close();
        manager.close();
    }

    @Property(tries = 60)
    void whatIsWrittenIsReadBackToTheBit(
            @ForAll("tensors") Map<String, Bits> tensors, @ForAll("texts") Map<String, String> metadata) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> arrays = new TreeMap<>();
            tensors.forEach((name, bits) -> arrays.put(name, bits.array(scope)));
            Path file = file();
            SafetensorsWriter.write(file, arrays, metadata);

            assertThat(file).hasBinaryContent(SafetensorsWriter.bytes(arrays, metadata));
            SafetensorsFile read = SafetensorsFile.open(file);
            assertThat(read.header().metadata()).isEqualTo(metadata);
            assertThat(read.header().tensors().keySet()).containsExactlyElementsOf(arrays.keySet());
            read.header().tensors().forEach((name, info) -> {
                NDArray back = read.read(info, scope);
                NDArray written = arrays.get(name);
                assertThat(back.getDataType()).isEqualTo(written.getDataType());
                assertThat(back.getShape()).isEqualTo(written.getShape());
                assertThat(back.toByteBuffer()).isEqualTo(written.toByteBuffer());
            });
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDamagedFileIsReadOrRefusedAndNeverAnythingElse(
            @ForAll("tensors") Map<String, Bits> tensors,
            @ForAll @Size(min = 1, max = 4) List<@From("damages") Damage> damages)
            throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> arrays = new TreeMap<>();
            tensors.forEach((name, bits) -> arrays.put(name, bits.array(scope)));
            byte[] bytes = SafetensorsWriter.bytes(arrays, Map.of("k", "v"));
            for (Damage damage : damages) {
                bytes = damage.to(bytes);
            }
            readOrRefuse(Files.write(file(), bytes), scope);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyTextAsAHeaderIsReadOrRefused(@ForAll("headers") String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        try (NDManager scope = manager.newSubManager()) {
            readOrRefuse(Files.write(file(), bytes.array()), scope);
        }
    }

    private static void readOrRefuse(Path file, NDManager scope) {
        try {
            SafetensorsFile read = SafetensorsFile.open(file);
            for (TensorInfo info : read.header().tensors().values()) {
                read.read(info, scope).close();
            }
        } catch (UserError e) {
            assertThat(e).hasMessageContaining(file.toString()).hasMessageEndingWith(".");
        }
    }

    @Property(tries = 50)
    void aTensorOfAnotherShapeIsRefusedByItsName(@ForAll("shapes") List<Integer> shape) {
        try (NDManager scope = manager.newSubManager()) {
            Path file = file();
            SafetensorsWriter.write(file, Map.of("w", new Bits(DataType.FLOAT32, shape, 1).array(scope)), Map.of());
            long[] other = shape.stream().mapToLong(i -> i).toArray();
            long[] longer = Arrays.copyOf(other, other.length + 1);
            longer[other.length] = 1;

            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> Weights.open(file).read("w", new Shape(longer), scope))
                    .withMessageContaining("'w'");
        }
    }

    private static Path file() {
        return folder.path().resolve("made.safetensors");
    }

    /** A byte changed, or the file cut or lengthened; most of it near the start, where the header is. */
    record Damage(int place, int kind, byte value) {
        byte[] to(byte[] bytes) {
            int at = bytes.length == 0 ? 0 : place % bytes.length;
            if (kind == 0) {
                return Arrays.copyOf(bytes, at);
            } else if (kind == 1) {
                return Arrays.copyOf(bytes, bytes.length + 1 + place % 9);
            }
            byte[] changed = bytes.clone();
            if (changed.length > 0) {
                changed[at] = value;
            }
            return changed;
        }
    }

    @Provide
    Arbitrary<Damage> damages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.oneOf(
                                Arbitraries.bytes(),
                                Arbitraries.of('"', '{', '}', '[', ']', ',', ':', '-', '0', '9', 'F', ' ', '\\')
                                        .map(c -> (byte) c.charValue())))
                .as(Damage::new);
    }

    @Provide
    Arbitrary<Map<String, Bits>> tensors() {
        Arbitrary<Bits> bits = Combinators.combine(
                        Arbitraries.of(
                                DataType.FLOAT64,
                                DataType.FLOAT32,
                                DataType.FLOAT16,
                                DataType.INT64,
                                DataType.INT32,
                                DataType.UINT8),
                        shapes(),
                        Arbitraries.longs())
                .as(Bits::new);
        return Arbitraries.maps(names(), bits).ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Integer>> shapes() {
        return Arbitraries.integers().between(1, 4).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        return Arbitraries.maps(names(), text()).ofMaxSize(3);
    }

    private static Arbitrary<String> names() {
        return text().filter(name -> !name.equals("__metadata__"));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'z').withChars("._/").ofMaxLength(12),
                // half of a surrogate pair is no text that UTF-8 could hold
                Arbitraries.strings().all().ofMaxLength(8).filter(s -> s.chars()
                        .noneMatch(c -> Character.isSurrogate((char) c))));
    }

    /** Pieces of headers in any order, and texts that are nothing. */
    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> number = Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.integers().between(0, 20).map(String::valueOf),
                Arbitraries.of("-1", "1e3", "0.5", "9223372036854775808", "NaN", "null", "\"1\"", "[]"));
        Arbitrary<String> numbers = number.list().ofMaxSize(4).map(list -> "[" + String.join(",", list) + "]");
        Arbitrary<String> type = Arbitraries.oneOf(
                Arbitraries.of(ElementType.class).map(Enum::name), Arbitraries.of("", "f32", "F128", "\\u0000"));
        Arbitrary<String> entry = Combinators.combine(type, numbers, numbers)
                .as("{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"::formatted);
        Arbitrary<String> field = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("a", "b", "", "__metadata__", "\\ud800"), entry)
                        .as("\"%s\":%s"::formatted),
                Combinators.combine(Arbitraries.of("a", "__metadata__"), number).as("\"%s\":%s"::formatted));
        return Arbitraries.oneOf(
                field.list().ofMaxSize(3).map(list -> "{" + String.join(",", list) + "}"),
                Arbitraries.strings().ascii().ofMaxLength(40));
    }
}
