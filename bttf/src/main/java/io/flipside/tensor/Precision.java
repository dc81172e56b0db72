package io.flipside.tensor;

/**
 * The type in which the matrix products and convolutions of a network are computed. Unlike {@link Holding} it changes
 * bits. Norms, modulation, the sum that runs along the blocks, time and the latent stay in float32 in any case, as in the
 * reference.
 */
public enum Precision {
    /** As the golden cases are. */
    FLOAT32("float32"),
    /** Eight bits of mantissa: half the memory, and faster where the processor has such products. */
    BFLOAT16("bfloat16");

    private final String text;

    Precision(String text) {
        this.text = text;
    }

    /** As records and settings name it. */
    public String text() {
        return text;
    }
}
