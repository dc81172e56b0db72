package io.flipside.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The kind of this machine's processor, as far as it decides which kernels libtorch takes: another kind sums in another
 * order, and the last bits differ.
 */
public final class ProcessorKind {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private ProcessorKind() {}

    /** Such as {@code cpu avx512}, {@code cpu avx2} or {@code cpu aarch64}. */
    public static String here() {
        try {
            List<String> lines = Files.isReadable(LINUX) ? Files.readAllLines(LINUX) : List.of();
            return of(lines, System.getProperty("os.arch", "unknown"));
        } catch (IOException e) {
            return of(List.of(), System.getProperty("os.arch", "unknown"));
        }
    }

    static String of(List<String> cpuinfo, String architecture) {
        Set<String> flags = cpuinfo.stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line ->
                        Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                .orElse(Set.of());
        if (flags.containsAll(Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl"))) {
            return "cpu avx512";
        }
        return flags.contains("avx2") ? "cpu avx2" : "cpu " + architecture;
    }
}
