package io.flipside.tensor;

/**
 * How the weights of a network's large layers are held between the segments that need them. It changes memory and time,
 * never a bit.
 */
public enum Holding {
    /** In float32: fastest, most memory. */
    FLOAT32,
    /** As the file stores them; half precision is widened for each segment and let go after it. */
    STORED,
    /**
     * In the mapped file: read for each segment and let go after it, the neighbours' pages fetched meanwhile. The file
     * must stay as it is until the network is closed.
     */
    STREAMED;

    private static final long SMALL_BYTES = 256L << 20;
    private static final long SMALL_LAYERS_BYTES = 64L << 20;

    /**
     * How a network is held that runs once a search: a large one stays in its file rather than in memory.
     *
     * @param storedBytes of its weights
     */
    public Holding onceASearch(long storedBytes) {
        return this == STORED && storedBytes > SMALL_BYTES ? STREAMED : this;
    }

    /**
     * How a network is held whose layers take far longer than to widen their weights, once it is large enough to count.
     *
     * @param storedBytes of its weights
     */
    public Holding inLayers(long storedBytes) {
        return storedBytes > SMALL_LAYERS_BYTES ? this : FLOAT32;
    }
}
