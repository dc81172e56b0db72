package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tensors of one safetensors file, or of all shards that an index file names. */
public final class Weights implements TensorSource {
    private record Place(SafetensorsFile file, TensorInfo info) {}

    private final Path origin;
    private final Map<String, Place> places;

    private Weights(Path origin, Map<String, Place> places) {
        this.origin = origin;
        this.places = places;
    }

    /**
     * Opens weights.
     *
     * @param path a {@code .safetensors} file, a {@code .safetensors.index.json} file, or a folder that holds exactly
     *     one of either (an index wins)
     * @throws UserError if something is missing or malformed
     */
    public static Weights open(Path path) {
        if (Files.isDirectory(path)) {
            return open(inFolder(path));
        }
        Map<String, Place> places = new TreeMap<>();
        if (path.getFileName().toString().endsWith(".index.json")) {
            shards(path).forEach((name, file) -> places.put(name, place(file, name)));
        } else {
            SafetensorsFile file = SafetensorsFile.open(path);
            file.header().tensors().keySet().forEach(name -> places.put(name, place(file, name)));
        }
        return new Weights(path, places);
    }

    @Override
    public Set<String> names() {
        return places.keySet();
    }

    @Override
    public boolean has(String name) {
        return places.containsKey(name);
    }

    /** The stored shape, if the tensor is there. */
    public Optional<Shape> shape(String name) {
        return Optional.ofNullable(places.get(name)).map(place -> place.info().shape());
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        Shape stored = find(name).info().shape();
        if (!stored.equals(expected)) {
            throw new UserError("weights " + origin + ": tensor '" + name + "' has shape " + stored
                    + ", the network needs " + expected + ". Check that config.json belongs to these weights.");
        }
        return read(name, manager);
    }

    /** Brings a tensor of whatever shape into native memory; half precision becomes float32. */
    public NDArray read(String name, NDManager manager) {
        Place place = find(name);
        NDArray stored = place.file().read(place.info(), manager);
        DataType type = stored.getDataType();
        if (type != DataType.FLOAT16 && type != DataType.BFLOAT16) {
            return stored;
        }
        try (stored) {
            return stored.toType(DataType.FLOAT32, true);
        }
    }

    private Place find(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new UserError("weights " + origin + " lack the tensor '" + name
                    + "'. Check that they belong to this kind of network.");
        }
        return place;
    }

    private static Place place(SafetensorsFile file, String name) {
        TensorInfo info = file.header().tensors().get(name);
        if (info == null) {
            throw new UserError(
                    "the index names the tensor '" + name + "', which its shard lacks. Get the shard again.");
        }
        return new Place(file, info);
    }

    private static Path inFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<Boolean, Path> found = new LinkedHashMap<>();
            files.sorted().forEach(file -> {
                String name = file.getFileName().toString();
                if (name.endsWith(".safetensors.index.json")) {
                    found.put(true, file);
                } else if (name.endsWith(".safetensors")) {
                    found.merge(false, file, (first, second) -> folder);
                }
            });
            Path choice = found.getOrDefault(true, found.getOrDefault(false, folder));
            if (choice.equals(folder)) {
                throw new UserError(
                        "folder " + folder + " must hold one .safetensors file or one .safetensors.index.json");
            }
            return choice;
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static Map<String, SafetensorsFile> shards(Path index) {
        Map<String, SafetensorsFile> files = new LinkedHashMap<>();
        Map<String, SafetensorsFile> byName = new LinkedHashMap<>();
        try {
            JsonObject map = JsonParser.parseString(Files.readString(index))
                    .getAsJsonObject()
                    .getAsJsonObject("weight_map");
            for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
                String shard = entry.getValue().getAsString();
                // an index is untrusted: it may name files of its own folder only
                if (!shard.equals(Path.of(shard).getFileName().toString())) {
                    throw new UserError("weights index " + index + " names '" + shard + "' outside its own folder");
                }
                byName.put(
                        entry.getKey(),
                        files.computeIfAbsent(shard, s -> SafetensorsFile.open(index.resolveSibling(s))));
            }
            return byName;
        } catch (IOException | JsonParseException | IllegalStateException | NullPointerException e) {
            throw new UserError(
                    "weights index " + index + " cannot be read: it needs a JSON object with 'weight_map'", e);
        }
    }
}
