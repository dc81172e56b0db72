package io.flipside.explain;

import io.flipside.generator.GeneratorSettings;
import io.flipside.method.MethodPlan;
import io.flipside.tensor.TorchDevice;

/**
 * How a process computes. Device and precision change bits, and so belong to what an audit is computed with; the rest
 * changes none.
 *
 * @param device where
 * @param graphBudget bytes for gradient graphs; beyond it their parts are computed again
 * @param generator how generators are kept and computed
 */
public record ComputeSettings(TorchDevice device, long graphBudget, GeneratorSettings generator) {
    /** Of a machine of 8 GB without a CUDA device; weights as their files store them, everything in float32. */
    public static final ComputeSettings DEFAULT =
            new ComputeSettings(TorchDevice.CPU, MethodPlan.DEFAULT_GRAPH_BUDGET, GeneratorSettings.DEFAULT);
}
