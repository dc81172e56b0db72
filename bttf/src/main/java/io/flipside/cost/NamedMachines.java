package io.flipside.cost;

import io.flipside.tensor.Precision;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Machines that people rent, by name. Rates are parts of the data sheets' figures, float32 and dense bfloat16: half for
 * products of matrices, three tenths for convolutions. Streamed weights come from disk at 2 GB/s, and from the host's memory
 * to the device at 20 GB/s. They are assumptions, not measurements.
 */
public final class NamedMachines {
    private static final double MATRICES = 0.5;
    private static final double CONVOLUTIONS = 0.3;
    private static final double TERA = 1e12;
    private static final double DISK_BYTES = 2e9;
    private static final double BUS_BYTES = 20e9;

    private static final Map<String, Machine> ALL = new TreeMap<>(Map.of(
            "a100-80gb", of("NVIDIA A100 80 GB", 19.5, 312, 80),
            "a100-40gb", of("NVIDIA A100 40 GB", 19.5, 312, 40),
            "h100", of("NVIDIA H100 80 GB", 67, 989, 80),
            "h200", of("NVIDIA H200", 67, 989, 141),
            "l40s", of("NVIDIA L40S", 91.6, 362, 48),
            "l4", of("NVIDIA L4", 30.3, 121, 24),
            "rtx-4090", of("NVIDIA RTX 4090", 82.6, 165, 24)));

    /**
     * One of them.
     *
     * @param rates how fast it is
     * @param memoryBytes of its device
     */
    public record Machine(MachineRates rates, long memoryBytes) {}

    private NamedMachines() {}

    /** A machine by name, if it is known. */
    public static Optional<Machine> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The names there are. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    private static Machine of(String title, double float32, double bfloat16, int gigabytes) {
        Map<Precision, TypeRates> types =
                Map.of(Precision.FLOAT32, rates(float32), Precision.BFLOAT16, rates(bfloat16));
        SearchRates search = new SearchRates(NetworkRates.flat(MATRICES * float32 * TERA), 0, DISK_BYTES, 0);
        return new Machine(new MachineRates(title, types, search, false), gigabytes * 1_000_000_000L);
    }

    private static TypeRates rates(double teraFlops) {
        // what lies on the device is widened faster than anything that is counted here
        return new TypeRates(
                NetworkRates.flat(MATRICES * teraFlops * TERA),
                NetworkRates.flat(CONVOLUTIONS * teraFlops * TERA),
                new WeightRates(Double.POSITIVE_INFINITY, BUS_BYTES));
    }
}
