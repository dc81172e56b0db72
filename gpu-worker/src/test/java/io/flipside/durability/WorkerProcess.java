package io.flipside.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product's own process, as it is deployed, to be killed. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code serve} with these settings. */
    static WorkerProcess start(Map<String, String> settings, Path log, String... arguments) {
        return of(Path.of(System.getProperty("flipside.jar")), settings, log, arguments);
    }

    /** Starts {@code serve} of an application. */
    static WorkerProcess of(Path application, Map<String, String> settings, Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dai.djl.offline=true",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.log.category.\"io.flipside.steps\".level=DEBUG",
                "-Dflipside.home=" + System.getProperty("flipside.home")));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", application.toString(), "serve", "--port", "0"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            // As the launcher does.
            builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000");
            return new WorkerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    WorkerProcess awaitReady() {
        Audits.await(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the worker ended: " + text());
            }
            return text().contains("Ready.");
        });
        return this;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGSTOP: as a machine that hangs. */
    void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill " + name + " failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; returns when the process is gone. */
    void terminate() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(Audits.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the worker did not end: " + text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written so far. */
    String text() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The updates it began, as {@code audit stage iteration}; a kill may have cut the last line of the log off. */
    List<String> begun() {
        String text = text();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains(" begin audit-"))
                .map(line -> line.substring(line.indexOf(" begin ") + " begin ".length()))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
