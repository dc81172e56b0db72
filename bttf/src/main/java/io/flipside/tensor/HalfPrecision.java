package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
            case BF16 -> scope -> widened(scope, bits, true);
            case F16 -> scope -> widened(scope, bits, false);
            default -> Weight.resident(bits);
        };
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

    private static NDArray widened(NDManager owner, NDArray bits, boolean brain) {
        return Aten.run(owner, "widened", bits, brain)[0];
    }
}
