package io.flipside.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product's own process, as it is deployed, to be killed. */
final class WorkerProcess implements AutoCloseable {
    static final String SERVE = "serve";

    private static final Pattern ADDRESS = Pattern.compile("(?m)^http://\\S+:([0-9]+)/api/audits$");

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
        List<String> all = new ArrayList<>(List.of(SERVE, "--port", "0"));
        all.addAll(List.of(arguments));
        return launch(new Launch(application, settings, Map.of(), all), log);
    }

    /**
     * What is started.
     *
     * @param settings as properties
     * @param environment variables beside those of this process
     */
    record Launch(
            Path application, Map<String, String> settings, Map<String, String> environment, List<String> arguments) {
        /** Whether it runs until it is told to end. */
        boolean serves() {
            return arguments.contains(SERVE);
        }
    }

    static WorkerProcess launch(Launch launch, Path log) {
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
        launch.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", launch.application().toString()));
        command.addAll(launch.arguments());
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            // As the launcher does.
            builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000");
            builder.environment().putAll(launch.environment());
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

    /** SIGTERM, and SIGKILL if it is still there after that; returns when it is gone. */
    void terminate(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its status, when it has ended. */
    int exitStatus() {
        await();
        return process.exitValue();
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

    /** Where it listens on this machine; empty until it says so. */
    Optional<String> address() {
        Matcher said = ADDRESS.matcher(text());
        return said.find() ? Optional.of("http://127.0.0.1:" + said.group(1)) : Optional.empty();
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
