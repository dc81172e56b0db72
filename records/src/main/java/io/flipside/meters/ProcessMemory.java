package io.flipside.meters;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process that the Java machine does not count. */
public final class ProcessMemory {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*([0-9]+) kB$");
    private static final int KIB = 10;

    private final Path status;

    /** Of this process. */
    public ProcessMemory() {
        this(Path.of("/proc/self/status"));
    }

    ProcessMemory(Path status) {
        this.status = status;
    }

    /** Publishes it. */
    public void publish() {
        Meter.NATIVE_MEMORY.gauge(this, ProcessMemory::outsideTheHeap);
    }

    /** Bytes that are resident beside the heap; not a number where the system does not say. */
    double outsideTheHeap() {
        OptionalLong resident = resident();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        return resident.isPresent() ? Math.max(0, resident.getAsLong() - heap) : Double.NaN;
    }

    private OptionalLong resident() {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(status));
            return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) << KIB) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
