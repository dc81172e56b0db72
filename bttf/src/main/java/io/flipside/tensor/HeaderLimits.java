package io.flipside.tensor;

/**
 * How much a safetensors header may hold. Nothing beyond is read.
 *
 * @param tensors most tensors in one file
 * @param bytes most bytes of header
 */
public record HeaderLimits(int tensors, long bytes) {
    /** For weights that the owner of a worker put there: the format's own limit of bytes. */
    public static final HeaderLimits MODEL = new HeaderLimits(100_000, 100_000_000);

    /** For adapters, which anybody may send. */
    public static final HeaderLimits ADAPTER = new HeaderLimits(10_000, 10_000_000);
}
