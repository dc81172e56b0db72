package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The shipped models, copied to where a test may change them, and what fits them. */
public final class ShippedModels {
    /** Their shelf, seen from the folder of a module. */
    public static final Path SHELF = Path.of("../embedded/models");

    private static final int WIDTH = 192;

    private ShippedModels() {}

    /** Copies both models of the shelf to another. */
    public static void copyTo(Path shelf) {
        for (String model : new String[] {"classifiers/tiny", "generators/tiny"}) {
            copy(SHELF.resolve(model), shelf.resolve(model));
        }
    }

    public static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small adapter that fits the shipped transformer, in diffusers style. */
    public static byte[] adapter() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return SafetensorsWriter.bytes(
                    Map.of(
                            "transformer.blocks.0.attn1.to_q.lora_A.weight",
                            manager.ones(new Shape(2, WIDTH)).mul(0.01),
                            "transformer.blocks.0.attn1.to_q.lora_B.weight",
                            manager.ones(new Shape(WIDTH, 2)).mul(0.01)),
                    Map.of());
        }
    }
}
