package io.flipside.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.flipside.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TorchThreadsTest {

    @Test
    void aContainersShareOfTheMachineIsNotExceeded() {
        assertThat(TorchThreads.count(Optional.empty(), 2, 64)).isEqualTo(2);
        assertThat(TorchThreads.count(Optional.empty(), 1, 64)).isEqualTo(1);
    }

    @Test
    void aSmallerNumberThatTheEnvironmentGaveLibtorchIsKept() {
        assertThat(TorchThreads.count(Optional.empty(), 8, 3)).isEqualTo(3);
    }

    @Test
    void theSettingOverridesBoth() {
        assertThat(TorchThreads.count(Optional.of(" 5 "), 2, 2)).isEqualTo(5);
        for (String wrong : List.of("0", "-1", "many", "2.5", "99999999999", "1025")) {
            assertThatThrownBy(() -> TorchThreads.count(Optional.of(wrong), 2, 2))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("flipside.threads")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void libtorchHasTheThreadsOfTheProcessorsThatTheJvmMayUse() throws Exception {
        assertThat(threadsOfAProcess("-XX:ActiveProcessorCount=1")).isEqualTo(1);
        assertThat(threadsOfAProcess("-XX:ActiveProcessorCount=1", "-Dflipside.threads=3"))
                .isEqualTo(3);
    }

    private static int threadsOfAProcess(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dai.djl.offline=true", "-cp", System.getProperty("java.class.path"), Threads.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return Integer.parseInt(
                printed.strip().lines().reduce((before, last) -> last).orElseThrow());
    }

    /** Prints how many threads an operator has after the first one ran. */
    static final class Threads {
        private Threads() {}

        public static void main(String[] arguments) {
            try (NDManager manager = NDManager.newBaseManager()) {
                Aten.call("silu", manager.create(1.0f));
                System.out.println(JniUtils.getNumThreads());
            }
        }
    }
}
