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
    private final Precision precision;
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

    /** As above, with the way in which large layers are held; computed in float32. */
    public Parameters(NDManager manager, TensorSource source, Holding holding) {
        this(manager, source, holding, Precision.FLOAT32);
    }

    /** As above, with the type in which large layers are computed. */
    public Parameters(NDManager manager, TensorSource source, Holding holding, Precision precision) {
        this.manager = manager;
        this.source = source;
        this.prefix = "";
        this.holding = holding;
        this.precision = precision;
        this.loaded = new LinkedHashMap<>();
        this.weights = new LinkedHashMap<>();
    }

    private Parameters(Parameters whole, String prefix, Precision precision) {
        this.manager = whole.manager;
        this.source = whole.source;
        this.prefix = prefix;
        this.holding = whole.holding;
        this.precision = precision;
        this.loaded = whole.loaded;
        this.weights = whole.weights;
    }

    /** The same parameters seen from a module: names are looked up behind {@code prefix} and a dot. */
    public Parameters under(String module) {
        return new Parameters(this, prefix + module + ".", precision);
    }

    /** The same parameters for layers that are computed in float32 in any case. */
    public Parameters precise() {
        return new Parameters(this, prefix, Precision.FLOAT32);
    }

    /** Owner of the parameters; tables that a network derives from them may live there too. */
    public NDManager manager() {
        return manager;
    }

    /** How large layers are held. */
    public Holding holding() {
        return holding;
    }

    /** Whether some {@link #weight} that was asked for makes a float32 copy for each segment. */
    public boolean widens() {
        return precision == Precision.FLOAT32
                && weights.values().stream().anyMatch(weight -> !(weight instanceof Weight.Resident));
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
        return loaded(prefix + name, new Shape(shape));
    }

    private NDArray loaded(String full, Shape shape) {
        NDArray known = loaded.get(full);
        if (known == null) {
            known = source.read(full, shape, manager);
            loaded.put(full, known);
        }
        return known;
    }

    /**
     * One parameter of a large layer, held as {@link Holding} says, in the type that {@link Precision} says.
     *
     * @throws io.flipside.UserError as {@link #get} does
     */
    public Weight weight(String name, long... shape) {
        String full = prefix + name;
        Weight known = weights.get(full);
        if (known == null) {
            known = precision == Precision.FLOAT32 ? held(full, shape) : rounded(full, new Shape(shape));
            weights.put(full, known);
        }
        return known;
    }

    /**
     * One parameter of a product or convolution that is always in memory, in the type that {@link Precision} says. Only
     * methods of {@link Aten} may look into it: DJL knows no brain floats.
     *
     * @throws io.flipside.UserError as {@link #get} does
     */
    public NDArray operand(String name, long... shape) {
        if (precision == Precision.FLOAT32) {
            return get(name, shape);
        }
        String full = prefix + name;
        BrainFloats known = BrainFloats.of(source, full, new Shape(shape), manager);
        weights.put(full, known);
        return known.array();
    }

    private Weight held(String full, long... shape) {
        return switch (holding) {
            case FLOAT32 -> Weight.resident(loaded(full, new Shape(shape)));
            case STORED -> source.hold(full, new Shape(shape), manager);
            case STREAMED -> new StreamedWeight(source, full, new Shape(shape));
        };
    }

    private Weight rounded(String full, Shape shape) {
        return holding == Holding.STREAMED
                ? new StreamedBrainFloats(new StreamedWeight(source, full, shape))
                : BrainFloats.of(source, full, shape, manager);
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
