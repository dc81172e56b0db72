package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weight;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * An encoder's weights with a table of the words of one prompt only, numbered anew. The whole table of umT5-XXL has 4.2 GB
 * in float32, of which a prompt needs a few rows.
 */
final class UsedWords implements TensorSource {
    private static final String TABLE = "shared.weight";

    private final TensorSource source;
    private final Umt5Config config;
    private final long[] words;

    private UsedWords(TensorSource source, Umt5Config config, long[] words) {
        this.source = source;
        this.config = config;
        this.words = words;
    }

    /** @param ids tokens of the prompt, its padding included */
    static UsedWords of(TensorSource source, Umt5Config config, long[] ids) {
        return new UsedWords(
                source, config, LongStream.of(ids).distinct().sorted().toArray());
    }

    /** The encoder's dimensions with as many words as are used. */
    Umt5Config config() {
        return config.withVocabulary(words.length);
    }

    /** The same tokens by their new numbers. */
    long[] renumbered(long[] ids) {
        return LongStream.of(ids).map(id -> Arrays.binarySearch(words, id)).toArray();
    }

    @Override
    public Set<String> names() {
        return source.names();
    }

    @Override
    public boolean has(String name) {
        return source.has(name);
    }

    @Override
    public Optional<Shape> shape(String name) {
        return name.equals(TABLE)
                ? source.shape(name).map(whole -> new Shape(words.length, whole.get(1)))
                : source.shape(name);
    }

    @Override
    public void check(String name, Shape expected) {
        source.check(name, name.equals(TABLE) ? whole() : expected);
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        return name.equals(TABLE) ? source.rows(name, words, whole(), manager) : source.read(name, expected, manager);
    }

    @Override
    public Weight hold(String name, Shape expected, NDManager manager) {
        return name.equals(TABLE)
                ? Weight.resident(read(name, expected, manager))
                : source.hold(name, expected, manager);
    }

    @Override
    public void fetch(String name) {
        if (!name.equals(TABLE)) {
            source.fetch(name);
        }
    }

    private Shape whole() {
        return new Shape(config.vocabulary(), config.dim());
    }
}
