package io.flipside.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** All three on one data folder, which belongs to one process at a time. */
public final class EmbeddedServices implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Addresses addresses;

    private EmbeddedServices(Path data, Ports ports) {
        lock(data);
        try {
            EmbeddedStore store = EmbeddedStore.start(data.resolve("s3"), ports.store());
            open.push(store);
            EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), ports.kafka());
            open.push(broker);
            TemporalService temporal = TemporalService.start(data, ports);
            open.push(temporal);
            addresses = new Addresses(
                    temporal.target(),
                    temporal.durable(),
                    store.endpoint(),
                    EmbeddedStore.ACCESS_KEY,
                    store.secretKey(),
                    broker.bootstrapServers());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Ports to use; 0 is a free one.
     *
     * @param temporal of Temporal
     * @param store of S3
     * @param kafka of the broker
     * @param temporalBinary whether a {@code temporal} program on the PATH is used instead of the in-memory service
     */
    public record Ports(int temporal, int store, int kafka, boolean temporalBinary) {}

    /** Starts all three. */
    public static EmbeddedServices start(Path data, Ports ports) {
        return new EmbeddedServices(data, ports);
    }

    private void lock(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            open.push(channel);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new InUse(data);
            }
        } catch (OverlappingFileLockException e) {
            throw new InUse(data);
        } catch (IOException e) {
            throw new UncheckedIOException("locking " + data, e);
        }
    }

    /** Another process has the data folder. */
    public static final class InUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InUse(Path data) {
            super("data folder " + data + " is in use by another process. Stop that one, or give another --data.");
        }
    }

    /** Where everything is. */
    public Addresses addresses() {
        return addresses;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // the others must be closed as well
                System.getLogger("flipside").log(System.Logger.Level.WARNING, "While closing", e);
            }
        }
    }
}
