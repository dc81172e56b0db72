package io.flipside.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flipside.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A libtorch for CUDA, as docs/cuda_libtorch.sh makes it, in a process of its own. */
class CudaLibtorchTest {
    private static final String VARIABLES = "FLIPSIDE_CUDA_ENV";

    @TempDir
    Path folder;

    @Test
    void everyGoldenCasePassesWithALibtorchForCuda() throws Exception {
        Optional<String> file = Optional.ofNullable(System.getenv(VARIABLES));
        assumeTrue(
                file.isPresent(),
                "no libtorch for CUDA: set " + VARIABLES + " to what docs/cuda_libtorch.sh prints, in a file");
        Path output = folder.resolve("output");
        ProcessBuilder child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConformanceMain.class.getName(),
                        Fixtures.folder("").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        child.environment().putAll(variables(Path.of(file.orElseThrow())));
        Process process = child.start();

        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("flavour cu").doesNotContain("FAIL");
    }

    private static Map<String, String> variables(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
