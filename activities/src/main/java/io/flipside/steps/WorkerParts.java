package io.flipside.steps;

import io.flipside.explain.ComputeSettings;
import io.flipside.plan.CostLimits;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the steps of a worker work with.
 *
 * @param store of artifacts
 * @param shelf the models there are
 * @param cache folder for files of the store
 * @param clock for records
 * @param compute how networks are computed
 * @param limits of what an audit may take
 */
public record WorkerParts(
        ObjectStore store,
        ModelShelf shelf,
        Path cache,
        InstantSource clock,
        ComputeSettings compute,
        CostLimits limits) {
    /** Without limits. */
    public WorkerParts(ObjectStore store, ModelShelf shelf, Path cache, InstantSource clock, ComputeSettings compute) {
        this(store, shelf, cache, clock, compute, CostLimits.NONE);
    }
}
