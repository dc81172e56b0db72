package io.flipside.steps;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.flipside.audit.step.Provenance;
import io.flipside.method.SearchMethod;
import io.flipside.tensor.CodeVersion;
import io.flipside.tensor.ProcessorKind;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this process computes with. */
final class Provenances {
    private Provenances() {}

    /**
     * Of this process.
     *
     * @param manager whose device is used
     */
    static Provenance of(NDManager manager) {
        Engine engine = manager.getEngine();
        String device = manager.getDevice().isGpu() ? manager.getDevice().getDeviceType() : ProcessorKind.here();
        return new Provenance(
                engine.getEngineName() + " " + engine.getVersion(), device, CodeVersion.of(SearchMethod.class));
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
