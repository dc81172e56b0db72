package io.flipside.durability;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folders of models made from the shipped ones. */
final class ModelShelves {
    private static final int WIDTH = 192;
    private static final Path SHIPPED =
            Path.of(System.getProperty("flipside.home")).resolve("embedded/models");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelShelves() {}

    /** The settings of a service whose models are these. */
    static Map<String, String> with(Path shelf, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("flipside.models", shelf.toString());
        return all;
    }

    /** {@link #thumbnail} models as {@code tiny}, and others of nearly the same weights as {@code other}. */
    static Path two(Path folder) {
        thumbnail(folder);
        for (String kind : new String[] {"classifiers", "generators"}) {
            copy(folder.resolve(kind).resolve("tiny"), folder.resolve(kind).resolve("other"));
        }
        changeSlightly(folder.resolve("classifiers/other/model.safetensors"));
        changeSlightly(folder.resolve("generators/other/text.safetensors"));
        return folder;
    }

    /**
     * The shipped models as {@code tiny}, for clips of half the side and half the frames: what is durable does not depend
     * on the size of an update, only the time that a test of it takes. Without limits of a domain, for at this size the
     * generator draws worse.
     */
    static Path thumbnail(Path folder) {
        for (String kind : new String[] {"classifiers", "generators"}) {
            copy(SHIPPED.resolve(kind).resolve("tiny"), folder.resolve(kind).resolve("tiny"));
        }
        try {
            Files.delete(folder.resolve("generators/tiny/domain.json"));
            JSON.writeValue(
                    folder.resolve("generators/tiny/generator.json").toFile(),
                    Map.of("frames", 9, "fps", 8, "side", 32));
            Path config = folder.resolve("classifiers/tiny/config.json");
            ObjectNode classifier = (ObjectNode) JSON.readTree(config.toFile());
            classifier.withObject("/sampling").set("frames", JSON.valueToTree(List.of(1, 2, 3, 4, 5, 6, 7, 8)));
            JSON.writeValue(config.toFile(), classifier);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
