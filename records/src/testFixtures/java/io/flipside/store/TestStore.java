package io.flipside.store;

import io.flipside.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;

/** The embedded store on a folder, in this JVM, that can be stopped and damaged below the service's feet. */
public final class TestStore implements AutoCloseable {
    public static final String BUCKET = "for-tests";
    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Path folder;
    private final int port;
    private final ArtifactStore store;
    private EmbeddedStore server;

    public TestStore(Path folder) {
        this.folder = folder;
        this.server = EmbeddedStore.start(folder, 0);
        this.port = Integer.parseInt(server.endpoint().replaceFirst(".*:", ""));
        this.store = client(secret(), BUCKET);
        store.ensureBucket();
    }

    public ArtifactStore store() {
        return store;
    }

    public String secret() {
        return server.secretKey();
    }

    /** Another client with the same or other rights. */
    public ArtifactStore client(String secret, String bucket) {
        return ArtifactStore.at(address(secret, bucket), TIMEOUTS);
    }

    public StoreAddress address(String secret, String bucket) {
        return new StoreAddress("http://127.0.0.1:" + port, "us-east-1", EmbeddedStore.ACCESS_KEY, secret, bucket);
    }

    /** The file behind an object. */
    public Path file(String key) {
        return folder.resolve("objects").resolve(BUCKET).resolve(key);
    }

    /** Turns one bit of an object around, in place. */
    public void flipBit(String key, long position) {
        FileDamage.flip(file(key), position, 1);
    }

    public void truncate(String key, long length) {
        FileDamage.truncate(file(key), length);
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
