package io.flipside.steps;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.cuda.CudaUtils;
import io.flipside.audit.step.Provenance;
import io.flipside.generator.NetworkPrecision;
import io.flipside.method.SearchMethod;
import io.flipside.tensor.CodeVersion;
import io.flipside.tensor.ProcessorKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What this process computes with. */
final class Provenances {
    private Provenances() {}

    /**
     * Of this process.
     *
     * @param manager whose device is used
     * @param precision of the generator's networks
     */
    static Provenance of(NDManager manager, NetworkPrecision precision) {
        Engine engine = manager.getEngine();
        boolean cuda = manager.getDevice().isGpu();
        String device = cuda
                ? "cuda " + CudaUtils.getComputeCapability(manager.getDevice().getDeviceId())
                : ProcessorKind.here();
        // units for brain floats sum in an order of their own
        Optional<String> types =
                precision.described().map(words -> cuda ? words : words + " by " + ProcessorKind.brainFloats());
        return new Provenance(
                engine.getEngineName() + " " + engine.getVersion(), device, CodeVersion.of(SearchMethod.class), types);
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
