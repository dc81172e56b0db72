package io.flipside.store;

import io.flipside.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;

/** The embedded store on a folder, in this JVM, that can be stopped and damaged below the service's feet. */
public final class TestStore implements AutoCloseable {
    private static final String BUCKET = "flipside-test";
    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Path folder;
    private final int port;
    private final ArtifactStore store;
    private EmbeddedStore server;

    public TestStore(Path folder) {
        this.folder = folder;
        this.server = EmbeddedStore.start(folder, 0);
        this.port = Integer.parseInt(server.endpoint().replaceFirst(".*:", ""));
        this.store = ArtifactStore.at(
                new StoreAddress(server.endpoint(), "us-east-1", EmbeddedStore.ACCESS_KEY, server.secretKey(), BUCKET),
                TIMEOUTS);
        store.ensureBucket();
    }

    public ArtifactStore store() {
        return store;
    }

    /** The file behind an object. */
    public Path file(String key) {
        return folder.resolve("objects").resolve(BUCKET).resolve(key);
    }

    /** Turns one bit of an object around, in place. */
    public void flipBit(String key, long position) {
        try (RandomAccessFile file = new RandomAccessFile(file(key).toFile(), "rw")) {
            file.seek(position);
            int old = file.read();
            file.seek(position);
            file.write(old ^ 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void truncate(String key, long length) {
        try (RandomAccessFile file = new RandomAccessFile(file(key).toFile(), "rw")) {
            file.setLength(length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void stop() {
        server.close();
    }

    public void restart() {
        stop();
        server = EmbeddedStore.start(folder, port);
    }

    @Override
    public void close() {
        store.close();
        stop();
    }
}
