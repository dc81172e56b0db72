package io.flipside.worker;

import io.flipside.meters.Meter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a CUDA device, as NVIDIA's own program says: libtorch tells its arrays alone, and to ask the driver from this
 * process would change which device the asking thread is on.
 */
final class DeviceMemory {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int PATIENCE_SECONDS = 5;
    private static final int MIB = 20;
    private static final Pattern LINE = Pattern.compile("\\s*([0-9]+)\\s*,\\s*([0-9]+)\\s*");

    private final List<String> command;
    private final InstantSource clock;
    private Instant read = Instant.MIN;
    private OptionalLong used = OptionalLong.empty();
    private OptionalLong total = OptionalLong.empty();

    /** @param device its number */
    DeviceMemory(int device) {
        this(
                List.of(
                        "nvidia-smi",
                        "--id=" + device,
                        "--query-gpu=memory.used,memory.total",
                        "--format=csv,noheader,nounits"),
                InstantSource.system());
    }

    /** @param command prints two numbers of MiB, separated by a comma */
    DeviceMemory(List<String> command, InstantSource clock) {
        this.command = command;
        this.clock = clock;
    }

    /** Publishes it as that of a device. */
    void publish(int device) {
        String number = Integer.toString(device);
        Meter.DEVICE_MEMORY.gauge(this, DeviceMemory::used, number, "used");
        Meter.DEVICE_MEMORY.gauge(this, DeviceMemory::total, number, "total");
    }

    /** Bytes in use; not a number where nobody says. */
    synchronized double used() {
        refresh();
        return used.isPresent() ? used.getAsLong() : Double.NaN;
    }

    /** Bytes there are, likewise. */
    synchronized double total() {
        refresh();
        return total.isPresent() ? total.getAsLong() : Double.NaN;
    }

    private void refresh() {
        Instant now = clock.instant();
        if (read.plus(KEPT).isAfter(now)) {
            return;
        }
        read = now;
        Matcher line = LINE.matcher(said());
        boolean known = line.matches();
        used = known ? OptionalLong.of(Long.parseLong(line.group(1)) << MIB) : OptionalLong.empty();
        total = known ? OptionalLong.of(Long.parseLong(line.group(2)) << MIB) : OptionalLong.empty();
    }

    private String said() {
        try {
            Process program = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                program.getOutputStream().close();
                if (!program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return "";
                }
                return new String(program.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } finally {
                program.destroyForcibly();
            }
        } catch (IOException e) {
            return ""; // there is no such program here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
