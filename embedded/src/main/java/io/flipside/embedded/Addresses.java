package io.flipside.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where the services are and who we are there, under the names that configuration has for them.
 *
 * @param temporal {@code host:port}
 * @param durable whether Temporal keeps its workflows on disk
 * @param storeEndpoint {@code http://host:port}
 * @param accessKey of the store
 * @param secretKey of the store
 * @param kafka {@code host:port}
 */
public record Addresses(
        String temporal, boolean durable, String storeEndpoint, String accessKey, String secretKey, String kafka) {

    /** As settings of the application. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("flipside.temporal.target", temporal);
        // the in-memory service never gives a workflow up that a lost worker knew
        settings.put("flipside.temporal.sticky-seconds", durable ? "5" : "0");
        settings.put("flipside.store.endpoint", storeEndpoint);
        settings.put("flipside.store.access-key", accessKey);
        settings.put("flipside.store.secret-key", secretKey);
        settings.put("flipside.kafka.bootstrap.servers", kafka);
        return settings;
    }

    /** Writes the settings, whole or not at all, for the owner only. */
    public void write(Path file) {
        Properties properties = new Properties();
        properties.putAll(settings());
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
            Path unfinished = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    ".addresses",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text.toString());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        return settings;
    }
}
