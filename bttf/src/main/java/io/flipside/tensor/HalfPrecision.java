package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sixteen-bit floats, widened exactly. DJL has no arrays of brain floats (to make one ends the process): their bits lie
 * in arrays of float16 and are seen as brain floats by libtorch alone.
 */
public final class HalfPrecision {
    private HalfPrecision() {}

    /**
     * The float32 values of brain floats.
     *
     * @param bits in an array of float16
     * @param owner of the result
     */
    static NDArray brainFloats(NDArray bits, NDManager owner) {
        return widened(owner, bits, true);
    }

    /** A parameter held as stored. */
    static Weight held(NDArray bits, ElementType stored) {
        return switch (stored) {
            case BF16 -> new Stored(bits, true);
            case F16 -> new Stored(bits, false);
            default -> Weight.resident(bits);
        };
    }

    private record Stored(NDArray bits, boolean brain) implements Weight {
        @Override
        public NDArray in(NDManager scope) {
            return widened(scope, bits, brain);
        }

        @Override
        public NDArray brainFloats(NDManager owner) {
            return brain ? Aten.run(owner, "seen_as_brain", bits)[0] : Weight.super.brainFloats(owner);
        }
    }

    /**
     * The brain floats nearest to floats, ties to even, in little-endian order.
     *
     * @param floats none of them NaN
     */
    public static ByteBuffer nearestBrainFloats(float[] floats) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(floats.length, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : floats) {
            int bits = Float.floatToRawIntBits(value);
            bytes.putShort((short) (bits + 0x7FFF + (bits >>> Short.SIZE & 1) >>> Short.SIZE));
        }
        return bytes.flip();
    }

    /** Floats as they come back from brain floats on this machine. */
    public static float[] roundTrip(float[] floats, NDManager manager) {
        ByteBuffer bits = nearestBrainFloats(floats);
        ByteBuffer direct = ByteBuffer.allocateDirect(bits.remaining()).order(ByteOrder.nativeOrder());
        direct.put(bits).flip();
        try (NDArray stored = manager.create(direct, new Shape(floats.length), DataType.FLOAT16);
                NDArray widened = brainFloats(stored, manager)) {
            return widened.toFloatArray();
        }
    }

    private static NDArray widened(NDManager owner, NDArray bits, boolean brain) {
        return Aten.run(owner, "widened", bits, brain)[0];
    }
}
