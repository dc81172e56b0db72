package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flipside.kube.KubePrograms;
import io.flipside.kube.KubeServer;
import io.flipside.kube.WrittenCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the pages, letter by letter, on a real API server where its programs are present. */
class AsWrittenIT {
    private static final Path HOME = Path.of(System.getProperty("flipside.home"));
    private static final String SERVE = "./flipside serve ";

    @TempDir
    Path scratch;

    private Path clone;

    /** What a clone of the repository has, with a launcher that starts this build and takes any port. */
    @BeforeEach
    void makeClone() throws IOException {
        clone = Files.createDirectory(scratch.resolve("clone"));
        try (Stream<Path> files = Files.walk(HOME.resolve("k8s"))) {
            for (Path file : files.toList()) {
                Files.copy(file, clone.resolve(HOME.relativize(file)));
            }
        }
        Path launcher = Files.writeString(
                clone.resolve("flipside"),
                """
                #!/bin/sh
                if [ "$1" = serve ]; then set -- "$@" --port 0; fi
                exec "%s" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dai.djl.offline=true -Dflipside.home="%s" \\
                    -Djava.util.logging.manager=org.jboss.logmanager.LogManager -jar "%s" "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                HOME.toAbsolutePath(),
                                System.getProperty("flipside.jar")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<String> ofTheReadme() {
        List<String> all = WrittenCommands.below(HOME.resolve("README.md"), "In the cluster");
        // the second half is about the chart
        return all.subList(0, all.indexOf("kubectl get audits") + 1);
    }

    @Test
    void bothPagesHaveTheSameCommands() {
        assertThat(WrittenCommands.below(HOME.resolve("docs/kubernetes.md"), "In a cluster"))
                .containsExactlyElementsOf(ofTheReadme());
    }

    @Test
    void anAuditComesFromNothingToItsVerdictByThem() throws IOException {
        Optional<String> missing = KubePrograms.missing(KubePrograms.SERVER);
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        Path log = scratch.resolve("serve.log");
        Optional<Process> serve = Optional.empty();
        try (KubeServer kube = KubeServer.start(scratch.resolve("kube"))) {
            String said = "";
            for (String line : ofTheReadme()) {
                if (line.startsWith(SERVE)) {
                    Process left = kube.shell(clone, "exec " + line)
                            .redirectOutput(log.toFile())
                            .start();
                    serve = Optional.of(left);
                    Audits.await(() -> {
                        assertThat(left.isAlive()).as(() -> text(log)).isTrue();
                        return text(log).contains("Ready.");
                    });
                    continue;
                }
                KubeServer.Answer answer = KubeServer.answer(kube.shell(clone, line), "");
                assertThat(answer.status()).as(line + "\n" + answer.text()).isZero();
                said = answer.text();
            }
            assertThat(serve).as("somebody serves").isPresent();
            assertThat(said).containsPattern("example +.*(Flipped|NotFlipped|NotValid)");
        } finally {
            // with it go the services that it started
            serve.ifPresent(AsWrittenIT::end);
        }
    }

    private static void end(Process process) {
        process.destroy();
        Audits.await(() -> !process.isAlive());
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
