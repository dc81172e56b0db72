package io.flipside.durability;

import io.flipside.embedded.EmbeddedTemporal;
import io.flipside.embedded.FreePorts;
import io.temporal.api.enums.v1.IndexedValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Temporal server with its database in a file: the CLI's own, as a process that can be killed. */
final class RealTemporal implements AutoCloseable {
    private final Path binary;
    private final Path folder;
    private final int port;
    private Process process;

    private RealTemporal(Path binary, Path folder, int port) {
        this.binary = binary;
        this.folder = folder;
        // the same after a kill: one that no outgoing connection can take meanwhile
        this.port = port;
        process = launch();
    }

    /** The program: the property {@code flipside.temporal.binary}, else what the PATH has. */
    static Optional<Path> binary() {
        Stream<Path> places = Stream.concat(
                Stream.ofNullable(System.getProperty("flipside.temporal.binary"))
                        .map(Path::of),
                Arrays.stream(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "temporal")));
        return places.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    static RealTemporal start(Path binary, Path folder) throws IOException {
        Files.createDirectories(folder);
        return FreePorts.on(0, port -> new RealTemporal(binary, folder, port));
    }

    String target() {
        return "127.0.0.1:" + port;
    }

    /** SIGKILL, and a new process on the same database. */
    void killAndStartAgain() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        process = launch();
    }

    /** What the program prints for a person. */
    String command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--address", target(), "--color", "never"));
        Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--log-level",
                "error"));
        EmbeddedTemporal.SEARCH_ATTRIBUTES.forEach((name, type) -> {
            command.add("--search-attribute");
            command.add(name + "=" + name(type));
        });
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("temporal.log").toFile()))
                    .start();
            Audits.await(() -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException("the temporal program ended at once on port " + port);
                }
                return healthy();
            });
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean healthy() {
        try {
            return command("operator", "cluster", "health").contains("SERVING")
                    && command("operator", "namespace", "describe", "default").contains("Registered");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(IndexedValueType type) {
        return switch (type) {
            case INDEXED_VALUE_TYPE_INT -> "Int";
            case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
            default -> "Keyword";
        };
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
        }
    }
}
