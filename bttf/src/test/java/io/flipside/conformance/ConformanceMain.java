package io.flipside.conformance;

import ai.djl.engine.Engine;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs all cases on every device that libtorch sees; the exit status is 1 if one fails. */
final class ConformanceMain {
    private ConformanceMain() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] arguments) {
        int cuda = Engine.getEngine("PyTorch").getGpuCount();
        List<TorchDevice> devices = cuda == 0
                ? List.of(TorchDevice.CPU)
                : Stream.of("cpu", "cuda").map(TorchDevice::named).toList();
        System.out.println("flavour " + TorchDevice.flavour() + ", CUDA devices: " + cuda);
        boolean failed = false;
        for (TorchDevice device : devices) {
            for (Path folder : Conformance.cases(Path.of(arguments[0]))) {
                Conformance.Outcome outcome = Conformance.run(folder, device);
                boolean passed = outcome.skipped() || outcome.passes();
                System.out.println(outcome.name() + " on " + device.name() + (passed ? " passed" : " FAIL"));
                failed |= !passed;
            }
        }
        System.exit(failed ? 1 : 0);
    }
}
