package io.flipside.search;

/**
 * What is kept for the backward pass and what is computed again.
 *
 * @param recomputeSteps keep only each denoising step's input
 * @param recomputeBlocks inside a step (and in the decoder) keep only each block's input
 */
public record GradientMemory(boolean recomputeSteps, boolean recomputeBlocks) {
    /** Everything kept: fastest. */
    public static final GradientMemory KEEP = new GradientMemory(false, false);
    /** Nothing kept but inputs: least memory. */
    public static final GradientMemory RECOMPUTE = new GradientMemory(true, true);

    /**
     * Keeps the graph while it fits the budget and computes again beyond.
     *
     * @param budget bytes the graphs may take
     * @param steps denoising steps n
     * @param stepBytes graph of one velocity evaluation
     * @param decoderBytes graph of the decoder
     */
    public static GradientMemory within(long budget, int steps, long stepBytes, long decoderBytes) {
        if (steps * stepBytes + decoderBytes <= budget) {
            return KEEP;
        }
        return new GradientMemory(true, Math.max(stepBytes, decoderBytes) > budget);
    }
}
