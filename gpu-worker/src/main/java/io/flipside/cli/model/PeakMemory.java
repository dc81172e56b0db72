package io.flipside.cli.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most memory that this process has taken, on Linux. Anonymous memory is what cannot be given back: pages of mapped
 * files are not in it.
 */
final class PeakMemory implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 20;
    private static final int KIB = 1024;

    private final AtomicLong anonymous = new AtomicLong();
    private final Thread looking = new Thread(this::look, "peak-memory");

    /** Begins to look. */
    PeakMemory() {
        looking.setDaemon(true);
        looking.start();
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            anonymous.accumulateAndGet(kibibytes("RssAnon:"), Math::max);
            try {
                Thread.sleep(BETWEEN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Resident memory of all kinds, MiB. */
    long resident() {
        return kibibytes("VmHWM:") / KIB;
    }

    /** Anonymous memory as seen between updates and during them, MiB. */
    long anonymous() {
        return anonymous.accumulateAndGet(kibibytes("RssAnon:"), Math::max) / KIB;
    }

    private static long kibibytes(String field) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
