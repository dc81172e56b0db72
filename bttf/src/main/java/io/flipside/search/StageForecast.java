package io.flipside.search;

import io.flipside.cost.Operations;

/**
 * What one stage of a search costs.
 *
 * @param label of the stage
 * @param updates at most
 * @param memory what is kept and what is computed again
 * @param graphBytes of the graphs at the peak of an update
 * @param transformer operations of one update, what is computed again included
 * @param decoder the same of the decoder; none where nothing is decoded
 * @param classifier the same of the classifier
 */
public record StageForecast(
        String label,
        int updates,
        GradientMemory memory,
        long graphBytes,
        Operations transformer,
        Operations decoder,
        Operations classifier) {

    /** The same with another decoder's operations. */
    StageForecast decoding(Operations other) {
        return new StageForecast(label, updates, memory, graphBytes, transformer, other, classifier);
    }

    /** Operations of one update. */
    public double operations() {
        return transformer.total() + decoder.total() + classifier.total();
    }
}
