package io.flipside.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where networks are computed. Who asks for a CUDA device gets that one or an error, never the processor instead.
 *
 * @param device in DJL's terms
 */
public record TorchDevice(Device device) {
    /** The processor. */
    public static final TorchDevice CPU = new TorchDevice(Device.cpu());

    private static final String CPU_NAME = "cpu";
    private static final Pattern CUDA = Pattern.compile("cuda(?::([0-9]{1,3}))?");

    /**
     * A device by name.
     *
     * @param name {@code cpu}, {@code cuda} (the first) or {@code cuda:N}
     * @throws UserError if it is none of them
     */
    public static TorchDevice named(String name) {
        Matcher cuda = CUDA.matcher(name);
        if (name.equals(CPU_NAME)) {
            return CPU;
        } else if (!cuda.matches()) {
            throw new UserError("device '" + Printable.of(name) + "' is none of cpu, cuda and cuda:N.");
        }
        String index = cuda.group(1);
        return new TorchDevice(Device.gpu(index == null ? 0 : Integer.parseInt(index)));
    }

    /** Its name, as {@link #named} takes it. */
    public String name() {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : CPU_NAME;
    }

    /**
     * Checks that it is there. Starts libtorch for a CUDA device.
     *
     * @throws UserError with what is there, if it is not
     */
    public void require() {
        if (!device.isGpu()) {
            return;
        }
        Engine engine = Engine.getEngine("PyTorch");
        int there = engine.getGpuCount();
        if (device.getDeviceId() >= there) {
            throw new UserError("device " + name() + " is not there: libtorch " + engine.getVersion() + " (flavour "
                    + flavour() + ") sees " + (there == 0 ? "no CUDA device" : there + " CUDA devices")
                    + ". Give it a libtorch for CUDA and the driver (docs/devices.md), or use device cpu.");
        }
    }

    /**
     * A manager whose arrays lie there, owned by the caller.
     *
     * @throws UserError as {@link #require} does
     */
    public NDManager manager() {
        require();
        return NDManager.newBaseManager(device);
    }

    /** Which libtorch was asked for: {@code cpu}, {@code cu128}, ... */
    public static String flavour() {
        String asked = System.getenv("PYTORCH_FLAVOR");
        return asked == null || asked.isBlank() ? CPU_NAME : asked;
    }
}
