package io.flipside.service;

import io.flipside.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The embedded services in a process of their own, which ends when this one does, however that happens. */
public final class EmbeddedProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 90;

    private static final String TEMPORAL_BINARY = "flipside.temporal.binary";

    /** Where programs, scratch files and the time zone are, and how text is written. */
    private static final Set<String> ENVIRONMENT = Set.of(
            "PATH",
            "HOME",
            "USER",
            "TMPDIR",
            "TZ",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "LD_LIBRARY_PATH",
            "JAVA_TOOL_OPTIONS");

    private final Process process;
    private final Path addresses;

    private EmbeddedProcess(Process process, Path addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /**
     * Starts them and waits until they are ready.
     *
     * @param home folder of the installation
     * @param data where they keep what they keep
     * @throws UserError if the installation lacks them or the folder is in use
     */
    public static EmbeddedProcess start(Path home, Path data) {
        Path target = Stream.of("embedded/target/quick", "embedded/target")
                .map(home::resolve)
                .filter(folder -> Files.isDirectory(folder.resolve("lib")))
                .findFirst()
                .orElseThrow(
                        () -> new UserError(
                                "the embedded services are not in " + home.resolve("embedded/target")
                                        + ". Start Flipside with its launcher, ./flipside, or name services with FLIPSIDE_TEMPORAL_TARGET."));
        Path addresses = data.resolve("addresses.properties");
        try {
            DataFolder.close(data);
            Files.deleteIfExists(addresses);
            ProcessBuilder builder = new ProcessBuilder(command(target, data));
            keepOnlyWhatIsNeeded(builder.environment());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(
                            DataFolder.file(data.resolve("services.log")).toFile())
                    .start();
            EmbeddedProcess started = new EmbeddedProcess(process, addresses);
            started.await(data);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("starting the embedded services", e);
        }
    }

    /** No secret of the front is theirs: the token of HTTP, keys of other services, whatever else lies there. */
    static void keepOnlyWhatIsNeeded(Map<String, String> environment) {
        environment.keySet().retainAll(ENVIRONMENT);
    }

    private static List<String> command(Path target, Path data) {
        // through a shell, for what three programs write there is for its owner only
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "umask 077; exec \"$@\"",
                "flipside",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8"));
        Optional.ofNullable(System.getProperty(TEMPORAL_BINARY))
                .ifPresent(binary -> command.add("-D" + TEMPORAL_BINARY + "=" + binary));
        command.addAll(List.of(
                "-cp",
                target.resolve("lib") + "/*:" + target + "/*",
                "io.flipside.embedded.EmbeddedMain",
                "--data",
                data.toString(),
                "--stop-on-eof"));
        return command;
    }

    private void await(Path data) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(addresses)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                String log = Files.readString(data.resolve("services.log"));
                throw new UserError("the embedded services did not start: " + lastMessage(log) + " See "
                        + data.resolve("services.log") + ".");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a log says last that is no line of a stack trace: its root cause, if it ends in one. */
    static String lastMessage(String log) {
        return log.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .reduce("", (before, line) -> line)
                .replaceFirst("^(error|Caused by): ", "");
    }

    /** Where they are, as settings. */
    public Map<String, String> settings() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(addresses)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + addresses, e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        return settings;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
