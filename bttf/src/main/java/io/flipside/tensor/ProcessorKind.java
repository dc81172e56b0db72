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

    /** What computes brain floats on a processor: {@code amx}, {@code avx512_bf16}, or {@code float32} where nothing does. */
    public static String brainFloats() {
        return brainFloats(flags(cpuinfo()));
    }

    static String brainFloats(Set<String> flags) {
        return flags.contains("amx_bf16") ? "amx" : flags.contains("avx512_bf16") ? "avx512_bf16" : "float32";
    }

    /** Such as {@code cpu avx512}, {@code cpu avx2} or {@code cpu aarch64}. */
    public static String here() {
        return of(cpuinfo(), System.getProperty("os.arch", "unknown"));
    }

    private static List<String> cpuinfo() {
        try {
            return Files.isReadable(LINUX) ? Files.readAllLines(LINUX) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    static String of(List<String> cpuinfo, String architecture) {
        Set<String> flags = flags(cpuinfo);
        if (flags.containsAll(Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl"))) {
            return "cpu avx512";
        }
        return flags.contains("avx2") ? "cpu avx2" : "cpu " + architecture;
    }

    private static Set<String> flags(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line ->
                        Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                .orElse(Set.of());
    }
}
