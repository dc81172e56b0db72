package io.flipside.tensor.naive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * An operator of {@code aten.ts} at certain arguments, and what it should give.
 *
 * @param operator its name
 * @param edge what these arguments try
 * @param naive the same by its definition, in double precision; of several results the first is derived
 * @param arguments {@link Plain}, lists of them, numbers, switches or {@code long[]}, as the operator takes them
 */
record OperatorCase(String operator, String edge, Function<Given, List<Plain>> naive, Given arguments) {
    private static final double STEP = 1e-4;
    private static final int PLACES = 12;

    static OperatorCase of(String operator, String edge, Function<Given, Plain> naive, Object... arguments) {
        return new OperatorCase(
                operator, edge, given -> List.of(naive.apply(given)), new Given(Arrays.asList(arguments)));
    }

    static OperatorCase ofAll(String operator, String edge, Function<Given, List<Plain>> naive, Object... arguments) {
        return new OperatorCase(operator, edge, naive, new Given(Arrays.asList(arguments)));
    }

    @Override
    public String toString() {
        return operator + ": " + edge;
    }

    /** Arguments by their places. */
    record Given(List<Object> all) {
        Plain tensor(int place) {
            return (Plain) all.get(place);
        }

        @SuppressWarnings("unchecked")
        List<Plain> list(int place) {
            return (List<Plain>) all.get(place);
        }

        int count(int place) {
            return (Integer) all.get(place);
        }

        double number(int place) {
            return (Double) all.get(place);
        }

        boolean is(int place) {
            return (Boolean) all.get(place);
        }

        int[] sizes(int place) {
            return Arrays.stream((long[]) all.get(place))
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }

        /** Every tensor, those of lists too, replaced. */
        List<Object> replaced(Function<Plain, ?> change) {
            List<Object> result = new ArrayList<>();
            for (Object argument : all) {
                if (argument instanceof Plain plain) {
                    result.add(change.apply(plain));
                } else if (argument instanceof List<?> list) {
                    result.add(list.stream()
                            .map(part -> change.apply((Plain) part))
                            .toList());
                } else {
                    result.add(argument);
                }
            }
            return result;
        }
    }

    List<Plain> expected() {
        return naive.apply(arguments);
    }

    /** What the operator gives: of each result shape and values. */
    List<Plain> results(NDManager manager) {
        List<Object> natives = arguments.replaced(plain -> plain.array(manager));
        return Arrays.stream(run(natives)).map(OperatorCase::plain).toList();
    }

    /** Gradients of the first result, weighed by {@code upstream}, in the order of the variables. */
    List<Plain> gradients(NDManager manager, Plain upstream) {
        List<NDArray> variables = new ArrayList<>();
        List<Object> natives = arguments.replaced(plain -> {
            NDArray array = plain.array(manager);
            if (plain.kind() == Plain.Kind.VARIABLE) {
                array.setRequiresGradient(true);
                variables.add(array);
            }
            return array;
        });
        NDArray result = Autograd.recorded(() -> run(natives))[0];
        Autograd.backward(result, upstream.array(manager));
        return variables.stream()
                .map(NDArray::getGradient)
                .map(OperatorCase::plain)
                .toList();
    }

    List<Plain> variables() {
        List<Plain> variables = new ArrayList<>();
        arguments.replaced(plain -> plain.kind() == Plain.Kind.VARIABLE && variables.add(plain));
        return variables;
    }

    /** The places of a variable whose derivatives are looked at: all of a small one. */
    int[] places(Plain variable) {
        int length = variable.values().length;
        return length <= PLACES
                ? java.util.stream.IntStream.range(0, length).toArray()
                : new Random(length).ints(PLACES, 0, length).toArray();
    }

    /** By central differences of the naive form: the derivative along a direction. */
    double derivative(Plain variable, double[] direction, Plain upstream) {
        return (weighed(variable, direction, STEP, upstream) - weighed(variable, direction, -STEP, upstream))
                / (2 * STEP);
    }

    private double weighed(Plain variable, double[] direction, double step, Plain upstream) {
        double[] moved = variable.values().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        // by identity: two equal tensors are two variables
        Given there = new Given(arguments.replaced(plain -> plain == variable ? plain.moved(moved) : plain));
        Plain result = naive.apply(there).get(0);
        double sum = 0;
        for (int i = 0; i < result.values().length; i++) {
            sum += result.values()[i] * upstream.values()[i];
        }
        return sum;
    }

    private NDArray[] run(List<Object> natives) {
        return Aten.callAll(
                operator,
                (NDArray) natives.get(0),
                natives.subList(1, natives.size()).toArray());
    }

    private static Plain plain(NDArray array) {
        int[] shape = Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        float[] floats = array.toFloatArray();
        int[] next = {0};
        return Plain.each(shape, i -> floats[next[0]++]);
    }
}
