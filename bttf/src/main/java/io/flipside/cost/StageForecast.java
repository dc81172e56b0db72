package io.flipside.cost;

import java.util.List;

/**
 * What one stage of a search costs.
 *
 * @param label of the stage
 * @param updates at most
 * @param recomputed which parts are computed again on the way back, each in a word
 * @param graphBytes of the graphs at the peak of an update
 * @param transformer operations of one update, what is computed again included
 * @param decoder the same of the decoder; none where nothing is decoded
 * @param classifier the same of the classifier
 */
public record StageForecast(
        String label,
        int updates,
        List<String> recomputed,
        long graphBytes,
        Operations transformer,
        Operations decoder,
        Operations classifier) {
    /** The transformer's blocks among what is computed again. */
    public static final String BLOCKS = "blocks";

    public StageForecast {
        recomputed = List.copyOf(recomputed);
    }

    /** Whether the transformer's blocks are computed again, one at a time. */
    public boolean runsBlockByBlock() {
        return recomputed.contains(BLOCKS);
    }

    /** The same with another decoder's operations. */
    public StageForecast decoding(Operations other) {
        return new StageForecast(label, updates, recomputed, graphBytes, transformer, other, classifier);
    }

    /** Operations of one update. */
    public double operations() {
        return transformer.total() + decoder.total() + classifier.total();
    }
}
