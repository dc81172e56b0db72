package io.flipside.tensor;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Element types of safetensors files: those that can be read, and those that can only be named. */
public enum ElementType {
    F64("float64", 64, DataType.FLOAT64),
    F32("float32", 32, DataType.FLOAT32),
    F16("float16", 16, DataType.FLOAT16),
    BF16("bfloat16", 16, DataType.BFLOAT16),
    I64("64-bit integers", 64, DataType.INT64),
    I32("32-bit integers", 32, DataType.INT32),
    U8("unsigned 8-bit integers", 8, DataType.UINT8),
    I8("8-bit integers", 8),
    I16("16-bit integers", 16),
    U16("unsigned 16-bit integers", 16),
    U32("unsigned 32-bit integers", 32),
    U64("unsigned 64-bit integers", 64),
    BOOL("booleans", 8),
    C64("complex numbers", 64),
    F8_E4M3("8-bit floats", 8),
    F8_E5M2("8-bit floats", 8),
    F8_E8M0("8-bit scales", 8),
    F8_E4M3FNUZ("8-bit floats", 8),
    F8_E5M2FNUZ("8-bit floats", 8),
    F6_E2M3("6-bit floats", 6),
    F6_E3M2("6-bit floats", 6),
    F4("4-bit floats", 4);

    private static final Map<String, ElementType> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    private final String words;
    private final int bits;
    private final Optional<DataType> array;

    ElementType(String words, int bits) {
        this.words = words;
        this.bits = bits;
        this.array = Optional.empty();
    }

    ElementType(String words, int bits, DataType array) {
        this.words = words;
        this.bits = bits;
        this.array = Optional.of(array);
    }

    /** The type of this name in a header, if the format has it. */
    static Optional<ElementType> named(String dtype) {
        return Optional.ofNullable(BY_NAME.get(dtype));
    }

    /**
     * Bytes of so many elements.
     *
     * @throws ArithmeticException if they are no whole number of bytes, or too many
     */
    long bytes(long elements) {
        long all = Math.multiplyExact(elements, (long) bits);
        if (all % Byte.SIZE != 0) {
            throw new ArithmeticException("no whole number of bytes");
        }
        return all / Byte.SIZE;
    }

    /** The array type that holds such elements, if there is one. */
    Optional<DataType> array() {
        return array;
    }

    /** Whether a network's parameters may be stored so: float32, float16 or bfloat16. */
    public boolean isParameter() {
        return this == F32 || this == F16 || this == BF16;
    }

    /** The header's name and what it means, such as {@code F64 (float64)}. */
    public String described() {
        return name() + " (" + words + ")";
    }
}
