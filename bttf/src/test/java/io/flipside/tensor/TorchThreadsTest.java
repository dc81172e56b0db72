package io.flipside.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.flipside.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Sums that two threads share have other last bits: a thread that began later must not have more of them. */
    @Test
    void aThreadThatBeginsLaterHasTheSameNumber() throws Exception {
        assertThat(numberPrintedBy(LaterThread.class, "-Dflipside.threads=1")).isEqualTo(1);
    }

    private static int threadsOfAProcess(String... options) throws Exception {
        return numberPrintedBy(Threads.class, options);
    }

    private static int numberPrintedBy(Class<?> program, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-Dai.djl.offline=true", "-cp", System.getProperty("java.class.path"), program.getName()));
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

    /** Prints how many native threads a convolution in a thread of its own has: OpenMP's bear the name of the one that asked. */
    static final class LaterThread {
        private LaterThread() {}

        public static void main(String[] arguments) throws Exception {
            try (NDManager manager = NDManager.newBaseManager()) {
                Aten.call("silu", manager.create(1.0f));
                NDArray clip = manager.ones(new Shape(1, 64, 128, 128));
                NDArray weight = manager.ones(new Shape(64, 64, 3, 3));
                NDArray bias = manager.ones(new Shape(64));
                Thread later = new Thread(() -> convolve(clip, weight, bias), "later");
                later.start();
                later.join();
            }
        }

        private static void convolve(NDArray clip, NDArray weight, NDArray bias) {
            Aten.call("conv2d", clip, weight, bias, new long[] {1, 1}, new long[] {1, 1});
            try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
                System.out.println(
                        tasks.filter(task -> name(task).equals("later")).count());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String name(Path task) {
            try {
                return Files.readString(task.resolve("comm")).strip();
            } catch (IOException e) {
                return "gone";
            }
        }
    }
}
