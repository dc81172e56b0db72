package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A source seen under other names. Tensors that have no other name are left out. */
public final class RenamedTensors implements TensorSource {
    private final TensorSource source;
    private final Map<String, String> originals;

    private RenamedTensors(TensorSource source, Map<String, String> originals) {
        this.source = source;
        this.originals = originals;
    }

    /**
     * A view.
     *
     * @param rename from a name of the source to the new one, if it has one
     * @throws UserError if two tensors get the same name
     */
    public static RenamedTensors of(TensorSource source, Function<String, Optional<String>> rename) {
        Map<String, String> originals = new TreeMap<>();
        for (String name : source.names()) {
            rename.apply(name).ifPresent(renamed -> {
                String other = originals.put(renamed, name);
                if (other != null) {
                    throw new UserError("tensors '" + other + "' and '" + name + "' are the same one, '" + renamed
                            + "'. Get the file again.");
                }
            });
        }
        return new RenamedTensors(source, originals);
    }

    @Override
    public Set<String> names() {
        return originals.keySet();
    }

    @Override
    public boolean has(String name) {
        return originals.containsKey(name);
    }

    @Override
    public Optional<Shape> shape(String name) {
        return Optional.ofNullable(originals.get(name)).flatMap(source::shape);
    }

    @Override
    public void check(String name, Shape expected) {
        source.check(originals.getOrDefault(name, name), expected);
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        return source.read(originals.getOrDefault(name, name), expected, manager);
    }

    @Override
    public Weight hold(String name, Shape expected, NDManager manager) {
        return source.hold(originals.getOrDefault(name, name), expected, manager);
    }

    @Override
    public NDArray rows(String name, long[] rows, Shape expected, NDManager manager) {
        return source.rows(originals.getOrDefault(name, name), rows, expected, manager);
    }

    @Override
    public void fetch(String name) {
        source.fetch(originals.getOrDefault(name, name));
    }
}
