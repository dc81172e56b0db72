package io.flipside.embedded;

import io.temporal.api.enums.v1.IndexedValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Temporal server from the {@code temporal} program, its workflows in a file. */
final class TemporalBinary implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;

    private final Process process;
    private final int port;

    private TemporalBinary(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static TemporalBinary start(Path binary, Path folder, int port) {
        return FreePorts.on(port, chosen -> startOn(binary, folder, chosen));
    }

    private static TemporalBinary startOn(Path binary, Path folder, int port) {
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(command(binary, folder, port))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("temporal.log").toFile())
                    .start();
            TemporalBinary temporal = new TemporalBinary(process, port);
            temporal.await(folder);
            return temporal;
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + binary, e);
        }
    }

    private static List<String> command(Path binary, Path folder, int port) {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(FreePorts.any()),
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--log-level",
                "error"));
        EmbeddedTemporal.SEARCH_ATTRIBUTES.forEach((name, type) -> {
            command.add("--search-attribute");
            command.add(name + "=" + typeName(type));
        });
        return command;
    }

    private static String typeName(IndexedValueType type) {
        return switch (type) {
            case INDEXED_VALUE_TYPE_INT -> "Int";
            case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
            default -> "Keyword";
        };
    }

    private void await(Path folder) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        close();
        throw new IllegalStateException("the temporal program did not start; see " + folder.resolve("temporal.log"));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String target() {
        return "127.0.0.1:" + port;
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
