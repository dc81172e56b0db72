package io.flipside.metric.set;

import io.flipside.metric.MetricModels;

/** A figure that says how far one set of clips is from another. */
public interface SetMetric {
    /** The name by which it is asked for: unlike any other's. */
    String name();

    /**
     * Measures counterfactuals against originals.
     *
     * @param clips of both
     * @param models of the audits
     * @return the same for the same arguments; lower is nearer
     * @throws io.flipside.UserError if a clip has features that are not finite
     */
    SetResult of(ClipSets clips, MetricModels models);
}
