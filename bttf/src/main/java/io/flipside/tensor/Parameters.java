package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parameters of one network, read from a source when a layer asks for them, by full name and expected shape. They
 * live as long as their manager.
 */
public final class Parameters {
    private static final int NAMED_IN_ERROR = 3;

    private final NDManager manager;
    private final TensorSource source;
    private final String prefix;
    private final Holding holding;
    private final Map<String, NDArray> loaded;
    private final Map<String, Weight> weights;

    /**
     * Parameters that are all held in float32.
     *
     * @param manager owner of the parameters
     * @param source where they come from
     */
    public Parameters(NDManager manager, TensorSource source) {
        this(manager, source, Holding.FLOAT32);
    }

    /** As above, with the way in which large layers are held. */
    public Parameters(NDManager manager, TensorSource source, Holding holding) {
        this(manager, source, "", holding, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private Parameters(
            NDManager manager,
            TensorSource source,
            String prefix,
            Holding holding,
            Map<String, NDArray> loaded,
            Map<String, Weight> weights) {
        this.manager = manager;
        this.source = source;
        this.prefix = prefix;
        this.holding = holding;
        this.loaded = loaded;
        this.weights = weights;
    }

    /** The same parameters seen from a module: names are looked up behind {@code prefix} and a dot. */
    public Parameters under(String module) {
        return new Parameters(manager, source, prefix + module + ".", holding, loaded, weights);
    }

    /** Owner of the parameters; tables that a network derives from them may live there too. */
    public NDManager manager() {
        return manager;
    }

    /** How large layers are held. */
    public Holding holding() {
        return holding;
    }

    /** Whether the source holds this name under the current prefix. */
    public boolean has(String name) {
        return source.has(prefix + name);
    }

    /**
     * One parameter.
     *
     * @param name behind the current prefix
     * @param shape the shape the network needs
     * @throws io.flipside.UserError if it is missing or has another shape
     */
    public NDArray get(String name, long... shape) {
        String full = prefix + name;
        NDArray known = loaded.get(full);
        if (known == null) {
            known = source.read(full, new Shape(shape), manager);
            loaded.put(full, known);
        }
        return known;
    }

    /**
     * One parameter of a large layer, held as {@link Holding} says.
     *
     * @throws io.flipside.UserError as {@link #get} does
     */
    public Weight weight(String name, long... shape) {
        String full = prefix + name;
        Weight known = weights.get(full);
        if (known == null) {
            known = switch (holding) {
                case FLOAT32 -> Weight.resident(get(name, shape));
                case STORED -> source.hold(full, new Shape(shape), manager);
                case STREAMED -> new StreamedWeight(source, full, new Shape(shape));
            };
            weights.put(full, known);
        }
        return known;
    }

    /** All parameters that are there in float32, by full name. */
    public Map<String, NDArray> loaded() {
        return Collections.unmodifiableMap(loaded);
    }

    /**
     * Refuses weights that are more than the network: what it does not read would be left out without a word.
     *
     * @param what the weights, for the message
     * @param harmless names that no network reads, such as buffers that follow from its dimensions
     * @throws UserError naming the first tensors that nothing has read
     */
    public void refuseUnread(String what, Predicate<String> harmless) {
        List<String> unread = unused().stream().filter(harmless.negate()).toList();
        if (!unread.isEmpty()) {
            List<String> shown =
                    unread.stream().limit(NAMED_IN_ERROR).map(Printable::of).toList();
            throw new UserError(what + " hold " + unread.size() + " tensors that this network does not read, such as "
                    + String.join(", ", shown) + ". They belong to a network of another kind, or config.json to"
                    + " other weights.");
        }
    }

    /** Names the source holds that no layer asked for. */
    public List<String> unused() {
        return source.names().stream()
                .filter(name -> !loaded.containsKey(name) && !weights.containsKey(name))
                .toList();
    }
}
