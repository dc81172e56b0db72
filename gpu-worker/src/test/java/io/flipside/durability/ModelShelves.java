package io.flipside.durability;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Folders of models made from the shipped ones. */
final class ModelShelves {
    private static final int WIDTH = 192;

    private ModelShelves() {}

    /** The shipped models as {@code tiny}, and others of nearly the same weights as {@code other}. */
    static Path two(Path folder) {
        Path shipped = Path.of(System.getProperty("flipside.home")).resolve("embedded/models");
        for (String kind : new String[] {"classifiers", "generators"}) {
            for (String name : new String[] {"tiny", "other"}) {
                copy(shipped.resolve(kind).resolve("tiny"), folder.resolve(kind).resolve(name));
            }
        }
        changeSlightly(folder.resolve("classifiers/other/model.safetensors"));
        changeSlightly(folder.resolve("generators/other/text.safetensors"));
        return folder;
    }

    /** A small adapter that fits the shipped transformer. */
    static byte[] adapter() {
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

    static void copy(Path from, Path to) {
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

    /** Turns a high bit of the fraction of the last weight around. */
    private static void changeSlightly(Path weights) {
        try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
            long place = file.length() - 1;
            file.seek(place);
            int old = file.read();
            file.seek(place);
            file.write(old ^ 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
