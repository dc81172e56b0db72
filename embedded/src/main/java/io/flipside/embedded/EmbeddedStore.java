package io.flipside.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store on a folder. Its secret is made once and kept beside it, for its owner only. */
public final class EmbeddedStore implements AutoCloseable {
    /** The account. */
    public static final String ACCESS_KEY = "flipside";

    private static final int SECRET_BYTES = 20;

    private final S3Proxy server;
    private final String secretKey;

    private EmbeddedStore(S3Proxy server, String secretKey) {
        this.server = server;
        this.secretKey = secretKey;
    }

    /**
     * Starts it.
     *
     * @param folder where its objects lie
     * @param port 0 for a free one
     */
    public static EmbeddedStore start(Path folder, int port) {
        String secret = secret(folder);
        try {
            // by a relative path S3Proxy 4.1.0 writes the parts of an upload and does not find them again
            Path objects = Files.createDirectories(folder.resolve("objects")).toRealPath();
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secret)
                    .build();
            server.start();
            return new EmbeddedStore(server, secret);
        } catch (Exception e) {
            throw new IllegalStateException("the store on " + folder + " did not start: " + e.getMessage(), e);
        }
    }

    private static String secret(Path folder) {
        Path file = folder.resolve("secret");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                byte[] bytes = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(bytes);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(bytes));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** {@code http://host:port}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The account's secret. */
    public String secretKey() {
        return secretKey;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the store did not stop", e);
        }
    }
}
