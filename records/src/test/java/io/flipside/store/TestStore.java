package io.flipside.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 service on a folder, in this JVM. */
public final class TestStore implements AutoCloseable {
    public static final String BUCKET = "flipside-test";
    public static final String ACCESS = "an-account";
    public static final String SECRET = "a-secret-that-nobody-may-see";
    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Path folder;
    private S3Proxy server;
    private final int port;
    private final ArtifactStore store;

    public TestStore(Path folder) {
        this.folder = folder;
        this.server = started(0);
        this.port = server.getPort();
        this.store = ArtifactStore.at(address(SECRET, BUCKET), TIMEOUTS);
        store.ensureBucket();
    }

    public ArtifactStore store() {
        return store;
    }

    /** Another client with the same or other rights. */
    public ArtifactStore client(String secret, String bucket) {
        return ArtifactStore.at(address(secret, bucket), TIMEOUTS);
    }

    public StoreAddress address(String secret, String bucket) {
        return new StoreAddress("http://127.0.0.1:" + port, "us-east-1", ACCESS, secret, bucket);
    }

    /** The file behind an object, to damage it below the service's feet. */
    public Path file(String key) {
        return folder.resolve(BUCKET).resolve(key);
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
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public void restart() {
        stop();
        server = started(port);
    }

    @Override
    public void close() {
        store.close();
        stop();
    }

    private S3Proxy started(int at) {
        try {
            Files.createDirectories(folder);
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                    .endpoint(URI.create("http://127.0.0.1:" + at))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS, SECRET)
                    .build();
            proxy.start();
            return proxy;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
