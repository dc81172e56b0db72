package io.flipside.explain;

import io.flipside.method.MethodPlan;
import io.flipside.tensor.Holding;

/**
 * What a process may do with its memory. It changes no bit.
 *
 * @param graphBudget bytes for gradient graphs; beyond it their parts are computed again
 * @param weights how the generator's large layers are held
 */
public record MemorySettings(long graphBudget, Holding weights) {
    /** Of a machine of 8 GB; weights as their files store them. */
    public static final MemorySettings DEFAULT = new MemorySettings(MethodPlan.DEFAULT_GRAPH_BUDGET, Holding.STORED);
}
