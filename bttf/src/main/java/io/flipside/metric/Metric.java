package io.flipside.metric;

import io.flipside.frames.RgbFrames;

/** A figure, or a few of one kind, that says how near a counterfactual is to the original or how natural it looks. */
public interface Metric {
    /** The name by which it is asked for: lower case, unlike any other's. */
    String name();

    /**
     * Measures a counterfactual.
     *
     * @param original as the generator sees it
     * @param counterfactual as read again from the written lossless file, of the same shape
     * @param models of the audit
     * @return the same for the same arguments
     * @throws IllegalArgumentException if the clips differ in shape
     */
    MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models);
}
