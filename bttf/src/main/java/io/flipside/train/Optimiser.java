package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW over a network's parameters with a clipped gradient norm and a running average of the weights. Decay acts on
 * matrices and kernels only. All state is float32.
 */
final class Optimiser {
    /**
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param weightDecay decoupled decay
     * @param clipNorm largest gradient norm
     * @param averageDecay of the running average
     */
    record Settings(double beta1, double beta2, double weightDecay, double clipNorm, double averageDecay) {
        static final Settings DEFAULT = new Settings(0.9, 0.95, 1e-4, 1.0, 0.995);
    }

    private static final double EPS = 1e-8;

    private final Settings settings;
    private final List<String> names;
    private final List<NDArray> parameters;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final List<NDArray> average = new ArrayList<>();
    private long step;

    Optimiser(NDManager manager, Map<String, NDArray> parameters, Settings settings) {
        this.settings = settings;
        names = List.copyOf(parameters.keySet());
        this.parameters = List.copyOf(parameters.values());
        for (NDArray parameter : this.parameters) {
            first.add(owned(manager, parameter.zerosLike()));
            second.add(owned(manager, parameter.zerosLike()));
            average.add(owned(manager, parameter.duplicate()));
            parameter.setRequiresGradient(true);
        }
    }

    private static NDArray owned(NDManager manager, NDArray array) {
        array.attach(manager);
        return array;
    }

    /** Updates done. */
    long step() {
        return step;
    }

    /**
     * One update from the gradients that the last backward pass left; clears them.
     *
     * @return the gradient's norm before clipping
     */
    float update(double learningRate) {
        step++;
        return Autograd.unrecorded(() -> {
            try (NDManager scope = parameters.get(0).getManager().newSubManager()) {
                List<NDArray> gradients = new ArrayList<>();
                for (NDArray parameter : parameters) {
                    NDArray gradient = parameter.getGradient();
                    gradient.attach(scope);
                    gradients.add(gradient);
                }
                return Aten.run(
                        scope,
                        "train_step",
                        parameters,
                        gradients,
                        first,
                        second,
                        average,
                        learningRate,
                        settings.beta1(),
                        settings.beta2(),
                        EPS,
                        settings.weightDecay(),
                        step,
                        settings.clipNorm(),
                        // a fresh average would remember the initialisation for long
                        Math.min(settings.averageDecay(), (1.0 + step) / (10.0 + step)))[0]
                        .getFloat();
            }
        });
    }

    /** Forgets the gradients that a backward pass has left. */
    void clear() {
        Autograd.unrecorded(() -> {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(Scalars.of(gradient, 0));
                }
            }
            return true;
        });
    }

    /** The averaged weights by name: what is shipped. */
    Map<String, NDArray> averaged() {
        return named("", average);
    }

    /** Everything a resumed run needs. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = named("parameter.", parameters);
        state.putAll(named("first.", first));
        state.putAll(named("second.", second));
        state.putAll(named("average.", average));
        return state;
    }

    /** Takes up saved state, in place. */
    void restore(Map<String, NDArray> state, long savedStep) {
        Autograd.unrecorded(() -> {
            named("parameter.", parameters).forEach((name, array) -> array.set(bytes(state, name)));
            named("first.", first).forEach((name, array) -> array.set(bytes(state, name)));
            named("second.", second).forEach((name, array) -> array.set(bytes(state, name)));
            named("average.", average).forEach((name, array) -> array.set(bytes(state, name)));
            return true;
        });
        step = savedStep;
    }

    private static java.nio.Buffer bytes(Map<String, NDArray> state, String name) {
        NDArray saved = state.get(name);
        if (saved == null) {
            throw new io.flipside.UserError("the training checkpoint lacks '" + name
                    + "': it belongs to another network. Start again with another --out.");
        }
        return java.nio.FloatBuffer.wrap(saved.toFloatArray());
    }

    private Map<String, NDArray> named(String prefix, List<NDArray> arrays) {
        Map<String, NDArray> result = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            result.put(prefix + names.get(i), arrays.get(i));
        }
        return result;
    }
}
