package io.flipside.tensor;

/**
 * How much a safetensors header may hold. Nothing beyond is read.
 *
 * @param tensors most tensors in one file
 * @param bytes most bytes of header
 */
public record HeaderLimits(int tensors, long bytes) {
    /** The format's own limit of bytes. */
    static final long FORMAT_BYTES = 100_000_000;

    /**
     * For weights that the owner of a worker put there: fifteen times what the largest network here has. A header with
     * a million entries is told by its length, before a byte of it is read.
     */
    public static final HeaderLimits MODEL = new HeaderLimits(20_000, 20_000_000);

    /** For adapters, which anybody may send. */
    public static final HeaderLimits ADAPTER = new HeaderLimits(10_000, 10_000_000);
}
