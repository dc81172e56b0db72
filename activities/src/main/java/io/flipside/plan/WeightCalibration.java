package io.flipside.plan;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.nio.file.ExtendedOpenOption;
import io.flipside.cost.WeightRates;
import io.flipside.file.ScratchFolder;
import io.flipside.tensor.ElementType;
import io.flipside.tensor.HalfPrecision;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Precision;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weight;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How fast weights come to where they are computed with.
 *
 * @param folder on whose disk it is measured
 * @param nanoTime a clock
 * @param told of each figure as it is measured
 */
record WeightCalibration(Path folder, LongSupplier nanoTime, Consumer<String> told) {
    private static final int MATRICES = 4;
    private static final int ROWS = 1536;
    private static final int COLUMNS = 6144;
    private static final int REPEATS = 3;
    private static final int PIECE = 8 << 20;
    private static final int PIECES = 32;
    private static final double NANOS = 1e9;
    private static final double GIGA = 1e9;

    /** From memory, for networks that are computed in a type. */
    WeightRates rates(Precision type, NDManager manager) {
        try (ScratchFolder scratch = ScratchFolder.in(folder, ".calibrate-")) {
            Path file = scratch.path().resolve("weights.safetensors");
            SafetensorsWriter.writeAll(file, matrices(), Map.of());
            double stored = rate(file, Holding.STORED, type, manager);
            double streamed = rate(file, Holding.STREAMED, type, manager);
            told.accept(String.format(
                    Locale.ROOT,
                    "weights for %s: %.1f GB/s held as stored, %.1f GB/s streamed from memory",
                    type.text(),
                    stored / GIGA,
                    streamed / GIGA));
            return new WeightRates(stored, streamed);
        }
    }

    private static Map<String, SafetensorsWriter.Content> matrices() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, SafetensorsWriter.Content> tensors = new TreeMap<>();
        for (int i = 0; i < MATRICES; i++) {
            tensors.put(
                    "w" + i,
                    new SafetensorsWriter.Content(ElementType.BF16, new Shape(ROWS, COLUMNS), () -> {
                        float[] values = new float[ROWS * COLUMNS];
                        for (int j = 0; j < values.length; j++) {
                            values[j] = (float) random.nextDouble();
                        }
                        return HalfPrecision.nearestBrainFloats(values);
                    }));
        }
        return tensors;
    }

    private double rate(Path file, Holding holding, Precision type, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            Parameters parameters = new Parameters(scope, Weights.open(file), holding, type);
            List<Weight> weights = new ArrayList<>();
            for (int i = 0; i < MATRICES; i++) {
                weights.add(parameters.weight("w" + i, ROWS, COLUMNS));
            }
            double bytes = (double) MATRICES * ROWS * COLUMNS * Short.BYTES;
            double best = 0;
            for (int i = 0; i <= REPEATS; i++) {
                long before = nanoTime.getAsLong();
                for (Weight weight : weights) {
                    try (NDManager segment = scope.newSubManager()) {
                        weight.in(segment);
                    }
                }
                best = Math.max(best, bytes * NANOS / Math.max(1, nanoTime.getAsLong() - before));
            }
            return best;
        }
    }

    /** From disk: a file that was written past the page cache is mapped, and its pages are fetched as streamed weights are. */
    double fileBytesASecond() {
        try (ScratchFolder scratch = ScratchFolder.in(folder, ".calibrate-")) {
            Path file = scratch.path().resolve("pages");
            write(file);
            long before = nanoTime.getAsLong();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).load();
            }
            double rate = (double) PIECES * PIECE * NANOS / Math.max(1, nanoTime.getAsLong() - before);
            told.accept(String.format(Locale.ROOT, "a mapped file: %.2f GB/s from the disk of %s", rate / GIGA, folder));
            return rate;
        } catch (IOException e) {
            throw new UncheckedIOException("measuring the disk of " + folder, e);
        }
    }

    private static void write(Path file) throws IOException {
        try {
            write(file, ExtendedOpenOption.DIRECT);
        } catch (UnsupportedOperationException | IOException e) {
            // a file system in memory knows no way past it
            Files.deleteIfExists(file);
            write(file, StandardOpenOption.SYNC);
        }
    }

    private static void write(Path file, OpenOption how) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            int block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
            ByteBuffer piece = ByteBuffer.allocateDirect(PIECE + block).alignedSlice(block);
            SplittableRandom random = new SplittableRandom(1);
            for (int at = 0; at < PIECE; at += Long.BYTES) {
                piece.putLong(at, random.nextLong());
            }
            for (int i = 0; i < PIECES; i++) {
                piece.limit(PIECE).position(0);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            channel.force(true);
        }
    }
}
