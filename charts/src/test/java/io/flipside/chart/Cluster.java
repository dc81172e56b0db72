package io.flipside.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster that tests may write to: {@code FLIPSIDE_KUBECONFIG} names its file. {@code kubectl} is in the folder {@code
 * KUBE_PROGRAMS} or on the PATH.
 */
final class Cluster {
    private final Path config;
    private final Path kubectl;

    /** What a call said. */
    record Said(int status, String text) {}

    private Cluster(Path config, Path kubectl) {
        this.config = config;
        this.kubectl = kubectl;
    }

    /** Empty where none is named, or kubectl is not there. */
    static Optional<Cluster> named() {
        return Optional.ofNullable(System.getenv("FLIPSIDE_KUBECONFIG"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .flatMap(config -> program("kubectl").map(kubectl -> new Cluster(config, kubectl)));
    }

    static final String SKIPPED = "SKIPPED: name a cluster that may be written to in FLIPSIDE_KUBECONFIG, and have kubectl on"
            + " the PATH or its folder in KUBE_PROGRAMS.";

    private static Optional<Path> program(String name) {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("KUBE_PROGRAMS")),
                        Stream.of(System.getenv("PATH").split(":", -1)))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Path config() {
        return config;
    }

    /** Runs kubectl with text as its input. */
    Said kubectl(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(kubectl.toString(), "--kubeconfig", config.toString()));
        command.addAll(List.of(arguments));
        try {
            Path file = Files.createTempFile("input", ".yaml");
            try {
                Files.writeString(file, input);
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(file.toFile())
                        .start();
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Said(process.waitFor(), text);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Applies; fails with what kubectl said. */
    void apply(String objects, String... arguments) {
        String[] all = Stream.concat(Stream.of("apply", "-f", "-"), Stream.of(arguments)).toArray(String[]::new);
        Said said = kubectl(objects, all);
        if (said.status() != 0) {
            throw new AssertionError(said.text());
        }
    }
}
