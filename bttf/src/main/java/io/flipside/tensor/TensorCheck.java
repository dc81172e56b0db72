package io.flipside.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import io.flipside.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds the headers of weights against a network: every name, shape and type that it asks for, and every tensor that it
 * does not. Nothing is read and no engine is started.
 */
public final class TensorCheck {
    private TensorCheck() {}

    /**
     * All that does not fit, in the order in which the network asks; empty if everything does.
     *
     * @param stored the weights
     * @param network builds the network from parameters; they are placeholders
     * @param harmless names that the network does not read, and need not
     * @return sentences that name the tensor, what it is and what it should be
     */
    public static List<String> problems(TensorSource stored, Consumer<Parameters> network, Predicate<String> harmless) {
        List<String> problems = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        NDManager none = new PassthroughNDManager(null, Device.cpu());
        network.accept(new Parameters(none, new Asking(stored, none, asked, problems)));
        stored.names().stream()
                .filter(name -> !asked.contains(name) && !harmless.test(name))
                .forEach(name -> problems.add("tensor '" + Printable.of(name)
                        + "' is read by no part of this network: it belongs to a network of another kind, or"
                        + " config.json to other weights."));
        return problems;
    }

    private record Asking(TensorSource stored, NDManager none, Set<String> asked, List<String> problems)
            implements TensorSource {
        @Override
        public Set<String> names() {
            return stored.names();
        }

        @Override
        public boolean has(String name) {
            return stored.has(name);
        }

        @Override
        public Optional<Shape> shape(String name) {
            return stored.shape(name);
        }

        @Override
        public NDArray read(String name, Shape expected, NDManager manager) {
            asked.add(name);
            try {
                stored.check(name, expected);
            } catch (UserError e) {
                problems.add(String.valueOf(e.getMessage()));
            }
            return none.create(new float[1]);
        }
    }
}
