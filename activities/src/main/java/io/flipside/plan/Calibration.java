package io.flipside.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import io.flipside.classifier.CalibrationClassifiers;
import io.flipside.cost.MachineRates;
import io.flipside.cost.NetworkRates;
import io.flipside.cost.SearchOverhead;
import io.flipside.cost.SearchRates;
import io.flipside.cost.TimedNetwork;
import io.flipside.cost.TypeRates;
import io.flipside.generator.CalibrationNetworks;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.TorchDevice;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How fast this machine is: transformer blocks, small decoders and classifiers of some widths, there and back, timed; how fast
 * weights come from memory and disk; and what a search takes beyond them.
 */
public final class Calibration {
    private static final List<Integer> WIDTHS = List.of(192, 768, 1536);
    private static final List<Integer> CHANNELS = List.of(8, 32, 96);
    private static final List<Integer> CLASSIFIERS = List.of(24, 96);
    private static final int REPEATS = 3;
    private static final double LONG_SECONDS = 2;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final TorchDevice device;
    private final LongSupplier nanoTime;
    private final Consumer<String> told;

    /**
     * @param device of this machine that is measured
     * @param nanoTime a clock
     * @param told of each figure as it is measured
     */
    public Calibration(TorchDevice device, LongSupplier nanoTime, Consumer<String> told) {
        this.device = device;
        this.nanoTime = nanoTime;
        this.told = told;
    }

    /** Where a machine's rates are kept, whoever measures or asks: the launcher's cache. */
    public static Path folder() {
        String folder = System.getProperty("flipside.machine");
        return folder == null ? Path.of(System.getProperty("user.home"), ".cache", "flipside") : Path.of(folder);
    }

    /** The rates of a device of this machine, if they were measured before. */
    public static Optional<MachineRates> read(TorchDevice device) {
        return new MachineFile(folder(), device).read();
    }

    /**
     * Measures and keeps the rates for {@link #read}.
     *
     * @param search what an update of a search takes beyond these rates
     */
    public MachineRates measure(Function<MachineRates, SearchOverhead> search) {
        MachineFile file = new MachineFile(folder(), device);
        Map<Precision, TypeRates> types = new EnumMap<>(Precision.class);
        SearchRates others;
        try (NDManager manager = device.manager()) {
            WeightCalibration weights = new WeightCalibration(folder(), nanoTime, told);
            for (Precision type : Precision.values()) {
                types.put(
                        type,
                        new TypeRates(
                                transformer(type, manager), decoder(type, manager), weights.rates(type, manager)));
            }
            others = new SearchRates(classifier(manager), 0, weights.fileBytesASecond(), memory());
        }
        MachineRates alone = new MachineRates(file.name(), types, others, true);
        SearchOverhead overhead = search.apply(alone);
        told.accept(String.format(
                Locale.ROOT,
                "a search takes %.2f times what its networks take alone, and %.1f ms an update",
                overhead.factor(),
                MILLIS * overhead.updateSeconds()));
        MachineRates rates = alone.with(overhead);
        file.write(rates);
        return rates;
    }

    private NetworkRates transformer(Precision type, NDManager manager) {
        return rates(
                new Kind("transformer block of width", type, CalibrationNetworks.BLOCKS, manager),
                WIDTHS,
                (width, scope) -> CalibrationNetworks.idleTransformer(width, type, scope),
                (width, scope) -> CalibrationNetworks.transformer(width, type, scope));
    }

    private NetworkRates decoder(Precision type, NDManager manager) {
        return rates(
                new Kind("decoder of channels", type, 1, manager),
                CHANNELS,
                (channels, scope) -> CalibrationNetworks.idleDecoder(channels, type, scope),
                (channels, scope) -> CalibrationNetworks.decoder(channels, type, scope));
    }

    private NetworkRates classifier(NDManager manager) {
        return rates(
                new Kind("classifier block of width", Precision.FLOAT32, CalibrationClassifiers.BLOCKS, manager),
                CLASSIFIERS,
                CalibrationClassifiers::idleClassifier,
                CalibrationClassifiers::classifier);
    }

    private interface Maker {
        TimedNetwork make(int width, NDManager scope);
    }

    private record Kind(String what, Precision type, int units, NDManager manager) {}

    private NetworkRates rates(Kind kind, List<Integer> widths, Maker idle, Maker busy) {
        Map<Integer, NetworkRates.Pair> runs = new TreeMap<>();
        for (int width : widths) {
            NetworkRates.Run few = run(width, kind, idle);
            NetworkRates.Run many = run(width, kind, busy);
            NetworkRates.Pair pair = new NetworkRates.Pair(few, many, kind.units());
            runs.put(width, pair);
            told.accept(String.format(
                    Locale.ROOT,
                    "%s %d in %s: %.1f GFLOP/s, and %.2f ms however little it computes",
                    kind.what(),
                    width,
                    kind.type().text(),
                    pair.rate() / NANOS,
                    MILLIS * pair.unit()));
        }
        return NetworkRates.of(runs);
    }

    private NetworkRates.Run run(int width, Kind kind, Maker maker) {
        try (NDManager scope = kind.manager().newSubManager()) {
            TimedNetwork timed = maker.make(width, scope);
            return new NetworkRates.Run(timed.work().total(), seconds(timed, scope));
        }
    }

    /** Seconds there and back, the best of a few, the first left out: it fills caches and starts threads. */
    private double seconds(TimedNetwork timed, NDManager scope) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i <= REPEATS; i++) {
            long before = nanoTime.getAsLong();
            try (NDManager inside = scope.newSubManager()) {
                NDArray x = inside.randomNormal(timed.input());
                try (Pullback pullback = timed.network().forward(x)) {
                    pullback.pull(pullback.value().duplicate()).toByteBuffer();
                }
            }
            double seconds = Math.max(1, nanoTime.getAsLong() - before) / NANOS;
            if (i > 0) {
                best = Math.min(best, seconds);
            }
            if (i > 0 && seconds > LONG_SECONDS) {
                break; // a long run needs no second one
            }
        }
        return best;
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }
}
