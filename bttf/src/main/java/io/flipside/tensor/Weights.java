package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tensors of one safetensors file, or of all shards that an index file names. */
public final class Weights implements TensorSource {
    private record Place(SafetensorsFile file, TensorInfo info) {}

    private final Path origin;
    private final Map<String, Place> places;
    private final Map<String, String> metadata;

    private Weights(Path origin, Map<String, Place> places, Map<String, String> metadata) {
        this.origin = origin;
        this.places = places;
        this.metadata = metadata;
    }

    /**
     * Opens weights.
     *
     * @param path a {@code .safetensors} file, a {@code .safetensors.index.json} file, or a folder that holds exactly
     *     one of either (an index wins)
     * @throws UserError if something is missing or malformed
     */
    public static Weights open(Path path) {
        return open(path, HeaderLimits.MODEL, new ReadFiles(path));
    }

    static Weights open(Path path, HeaderLimits limits, ReadFiles files) {
        if (Files.isDirectory(path)) {
            return open(WeightFiles.inFolder(path), limits, files);
        }
        Map<String, Place> places = new TreeMap<>();
        if (WeightFiles.isIndex(path)) {
            WeightFiles.shards(path, files).forEach((name, file) -> places.put(name, place(file, name)));
            return new Weights(path, places, Map.of());
        }
        SafetensorsFile file = files.safetensors(path, limits);
        file.header().tensors().keySet().forEach(name -> places.put(name, place(file, name)));
        return new Weights(path, places, file.header().metadata());
    }

    /** The file, or the index of its shards. */
    public Path origin() {
        return origin;
    }

    /** The files of the tensors, without an index. */
    public List<Path> files() {
        return places.values().stream()
                .map(place -> place.file().path())
                .distinct()
                .sorted()
                .toList();
    }

    /** Free text pairs of a single file; none of shards. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Values in all tensors together. */
    public long values() {
        return places.values().stream()
                .mapToLong(place -> place.info().shape().size())
                .sum();
    }

    /** Bytes of all tensors together, as stored. */
    public long storedBytes() {
        return places.values().stream().mapToLong(place -> place.info().bytes()).sum();
    }

    /** Whether most of it is stored in 16 bits a value. */
    public boolean isHalfPrecision() {
        return storedBytes() < values() * 3;
    }

    @Override
    public Set<String> names() {
        return places.keySet();
    }

    @Override
    public boolean has(String name) {
        return places.containsKey(name);
    }

    @Override
    public Optional<Shape> shape(String name) {
        return info(name).map(TensorInfo::shape);
    }

    /** What the header says of a tensor, if it is there. */
    public Optional<TensorInfo> info(String name) {
        return Optional.ofNullable(places.get(name)).map(Place::info);
    }

    @Override
    public void check(String name, Shape expected) {
        Place place = find(name);
        TensorInfo stored = place.info();
        if (!stored.shape().equals(expected)) {
            throw new UserError("weights " + place.file().path() + ": tensor '" + Printable.of(name) + "' has shape "
                    + stored.shape() + ", the network needs " + expected
                    + ". Check that config.json belongs to these weights.");
        } else if (!stored.type().isParameter()) {
            throw new UserError("weights " + place.file().path() + ": tensor '" + Printable.of(name) + "' is stored as "
                    + stored.type().described()
                    + ", which is no type of a network's weights. Convert it to float32, float16 or bfloat16.");
        }
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        check(name, expected);
        return read(name, manager);
    }

    /** Brings a tensor of whatever shape into native memory; half precision becomes float32. */
    public NDArray read(String name, NDManager manager) {
        Place place = find(name);
        NDArray stored = place.file().read(place.info(), manager);
        DataType type = stored.getDataType();
        if (type != DataType.FLOAT16) {
            return stored;
        }
        try (stored) {
            return stored.toType(DataType.FLOAT32, true);
        }
    }

    @Override
    public Weight hold(String name, Shape expected, NDManager manager) {
        check(name, expected);
        Place place = find(name);
        return HalfPrecision.held(
                place.file().bits(place.info(), manager), place.info().type());
    }

    @Override
    public NDArray rows(String name, long[] rows, Shape expected, NDManager manager) {
        check(name, expected);
        Place place = find(name);
        return place.file().rows(place.info(), rows, manager);
    }

    @Override
    public void fetch(String name) {
        Place place = find(name);
        place.file().fetch(place.info());
    }

    /**
     * The value of a tensor that is one number, of whatever numeric type.
     *
     * @throws UserError if it is missing or not one number
     */
    public double scalar(String name) {
        Place place = find(name);
        return place.file().scalar(place.info());
    }

    private Place find(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new UserError("weights " + origin + " lack the tensor '" + Printable.of(name)
                    + "'. Check that they belong to this kind of network.");
        }
        return place;
    }

    private static Place place(SafetensorsFile file, String name) {
        TensorInfo info = file.header().tensors().get(name);
        if (info == null) {
            throw new UserError("shard " + file.path() + " lacks the tensor '" + Printable.of(name)
                    + "', which its index places there: it is of another model, or one of both is of another version."
                    + " Get the shard again.");
        }
        return new Place(file, info);
    }
}
