package io.flipside.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.cost.MachineRates;
import io.flipside.cost.TypeRates;
import io.flipside.generator.CalibrationNetworks;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * How fast this machine is: transformer blocks and small decoders of some widths, there and back, timed, and what a search takes
 * beyond them.
 */
public final class Calibration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int[] WIDTHS = {192, 768, 1536};
    private static final int[] CHANNELS = {16, 48, 96};
    private static final int REPEATS = 3;
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
        Path file = file(device);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Map<Precision, TypeRates> types = new EnumMap<>(Precision.class);
            JsonNode json = JSON.readTree(file.toFile());
            for (Precision type : Precision.values()) {
                JsonNode rates = json.path(type.text());
                if (!rates.isMissingNode()) {
                    types.put(type, JSON.convertValue(rates, TypeRates.class));
                }
            }
            // a file of an earlier version names no type
            return types.isEmpty() ? Optional.empty() : Optional.of(new MachineRates(name(device), types, true));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    "file " + file + " cannot be read: " + e.getMessage()
                            + ". Measure again: flipside doctor --calibrate.",
                    e);
        }
    }

    private static Path file(TorchDevice device) {
        String of = device.equals(TorchDevice.CPU) ? "" : "-" + device.name().replace(':', '-');
        return folder().resolve("machine" + of + ".json");
    }

    private static String name(TorchDevice device) {
        return device.equals(TorchDevice.CPU) ? "this machine" : "this machine's " + device.name();
    }

    /**
     * Measures and keeps the rates for {@link #read}.
     *
     * @param search how many times as long as these rates say an update of a search takes
     */
    public MachineRates measure(ToDoubleFunction<MachineRates> search) {
        Map<Precision, TypeRates> alone = new EnumMap<>(Precision.class);
        for (Precision type : Precision.values()) {
            alone.put(type, measured(type));
        }
        double factor = search.applyAsDouble(new MachineRates(name(device), alone, true));
        told.accept(String.format(Locale.ROOT, "a search takes %.2f times what its networks take alone", factor));
        Map<Precision, TypeRates> types = new EnumMap<>(Precision.class);
        Map<String, TypeRates> json = new TreeMap<>();
        alone.forEach((type, rates) -> {
            TypeRates searching = rates.slower(factor);
            types.put(type, searching);
            json.put(type.text(), searching);
        });
        Path folder = folder();
        try {
            Files.createDirectories(folder);
            JSON.writerWithDefaultPrettyPrinter().writeValue(file(device).toFile(), json);
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be written: " + e.getMessage() + ".", e);
        }
        return new MachineRates(name(device), types, true);
    }

    private TypeRates measured(Precision type) {
        TreeMap<Integer, Double> transformer = new TreeMap<>();
        TreeMap<Integer, Double> decoder = new TreeMap<>();
        double block;
        double decoding;
        try (NDManager manager = device.manager()) {
            try (NDManager scope = manager.newSubManager()) {
                double idle = seconds(CalibrationNetworks.idleTransformer(WIDTHS[0], type, scope), scope);
                block = toldSeconds("a transformer block", type, idle / CalibrationNetworks.BLOCKS);
            }
            try (NDManager scope = manager.newSubManager()) {
                decoding = toldSeconds(
                        "a decoder", type, seconds(CalibrationNetworks.idleDecoder(CHANNELS[0], type, scope), scope));
            }
            for (int width : WIDTHS) {
                try (NDManager scope = manager.newSubManager()) {
                    CalibrationNetworks.Timed timed = CalibrationNetworks.transformer(width, type, scope);
                    double rate = rate(timed, CalibrationNetworks.BLOCKS * block, scope);
                    transformer.put(width, told("transformer of width " + width, type, rate));
                }
            }
            for (int channels : CHANNELS) {
                try (NDManager scope = manager.newSubManager()) {
                    CalibrationNetworks.Timed timed = CalibrationNetworks.decoder(channels, type, scope);
                    decoder.put(
                            channels, told("decoder of " + channels + " channels", type, rate(timed, decoding, scope)));
                }
            }
        }
        return new TypeRates(transformer, decoder, block, decoding);
    }

    private double told(String what, Precision type, double rate) {
        told.accept(String.format(Locale.ROOT, "%s in %s: %.1f GFLOP/s", what, type.text(), rate / NANOS));
        return rate;
    }

    private double toldSeconds(String what, Precision type, double seconds) {
        told.accept(
                String.format(Locale.ROOT, "%s in %s, however small: %.2f ms", what, type.text(), seconds * MILLIS));
        return seconds;
    }

    /** Operations a second beyond what the network takes however small it is. */
    private double rate(CalibrationNetworks.Timed timed, double idle, NDManager scope) {
        double seconds = seconds(timed, scope);
        return timed.work().total() / Math.max(seconds / 2, seconds - idle);
    }

    /** Seconds there and back, the best of a few, the first left out: it fills caches and starts threads. */
    private double seconds(CalibrationNetworks.Timed timed, NDManager scope) {
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
        }
        return best;
    }
}
