package io.flipside.cost;

/**
 * What it costs to differentiate through a chain of segments once.
 *
 * @param kept bytes of the graph of all segments
 * @param inputs bytes of the segments' inputs alone
 * @param largest bytes of the largest segment's graph
 * @param work of one evaluation
 */
public record GraphCost(long kept, long inputs, long largest, Operations work) {
    /** Bytes when segments are computed again on the way back, one at a time. */
    public long recomputed() {
        return inputs + largest;
    }
}
