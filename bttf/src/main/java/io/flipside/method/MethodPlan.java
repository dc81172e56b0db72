package io.flipside.method;

import io.flipside.tensor.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/**
 * What a plan says to its search method: numbers by the path that they have in the plan, such as {@code
 * budget.iterations}; those that only the method knows are called {@code settings.NAME}. A plan is whole: the method takes
 * from it every value that it needs, and has no defaults of its own. What it leaves it has no use for, and that is refused
 * ({@link SearchMethods#settings}), for somebody may have meant it.
 */
public final class MethodPlan {
    /** Default for {@link #graphBudget}: what a worker of 8 GB can spare. */
    public static final long DEFAULT_GRAPH_BUDGET = 4L << 30;

    private final String method;
    private final Map<String, Double> values;
    private final long seed;
    private final long graphBudget;
    private final Set<String> taken = new TreeSet<>();

    /**
     * @param method name of the search method that it asks for
     * @param values every number of the plan that a method may take
     * @param seed of every random number of the search
     * @param graphBudget bytes that recorded graphs may take before parts are computed again: the worker's, changes no bit
     */
    public MethodPlan(String method, Map<String, Double> values, long seed, long graphBudget) {
        this.method = method;
        this.values = new TreeMap<>(values);
        this.seed = seed;
        this.graphBudget = graphBudget;
    }

    /** Name of the search method that it asks for. */
    public String method() {
        return method;
    }

    /** Seed of every random number of the search. */
    public long seed() {
        return seed;
    }

    /** Bytes that recorded graphs may take before parts are computed again; changes no bit. */
    public long graphBudget() {
        return graphBudget;
    }

    /**
     * Takes a value whose bounds the plan itself holds.
     *
     * @throws SettingRefused if the plan does not have it
     */
    public double number(String name) {
        taken.add(name);
        Double value = values.get(name);
        if (value == null) {
            throw new SettingRefused(name, "is missing: method '" + Printable.of(method) + "' needs it.");
        }
        return value;
    }

    /**
     * Takes a value.
     *
     * @param holds what must be so of it; asked of finite numbers only
     * @param right the same in words, such as {@code more than 0, at most 1}
     * @throws SettingRefused if the plan does not have it, or it is another
     */
    public double number(String name, DoublePredicate holds, String right) {
        double value = number(name);
        if (!Double.isFinite(value) || !holds.test(value)) {
            throw new SettingRefused(name, "is " + text(value) + "; it must be " + right + ".");
        }
        return value;
    }

    /**
     * Takes a whole number whose bounds the plan itself holds.
     *
     * @throws SettingRefused if the plan does not have it, or it is none
     */
    public int whole(String name) {
        return (int) number(name, value -> value == (int) value, "a whole number of 32 bits");
    }

    /**
     * Takes a whole number.
     *
     * @param least smallest that is right
     * @param most largest that is right
     * @throws SettingRefused if the plan does not have it, or it is another
     */
    public int whole(String name, int least, int most) {
        return (int) number(
                name,
                value -> value == (int) value && value >= least && value <= most,
                "a whole number, " + least + " to " + most);
    }

    /** Takes a value that a plan may leave out, for then what it sets is off; its bounds the plan itself holds. */
    public OptionalDouble optional(String name) {
        return values.containsKey(name) ? OptionalDouble.of(number(name)) : left(name);
    }

    /** As {@link #optional}, a whole number. */
    public OptionalInt optionalWhole(String name) {
        left(name);
        return values.containsKey(name) ? OptionalInt.of(whole(name)) : OptionalInt.empty();
    }

    /**
     * Takes a list of whole numbers that a plan may leave out; its bounds the plan itself holds.
     *
     * @return those that the plan has as {@code NAME.0}, {@code NAME.1} and so on; empty if it has none
     * @throws SettingRefused if one is not whole
     */
    public List<Integer> wholes(String name) {
        List<Integer> list = new ArrayList<>();
        while (values.containsKey(name + "." + list.size())) {
            list.add(whole(name + "." + list.size()));
        }
        left(name);
        return List.copyOf(list);
    }

    private OptionalDouble left(String name) {
        taken.add(name);
        return OptionalDouble.empty();
    }

    /** @throws SettingRefused for a value that nobody took, naming those that were */
    void requireNothingLeft() {
        values.keySet().stream()
                .filter(name -> !taken.contains(name))
                .findFirst()
                .ifPresent(left -> {
                    throw new SettingRefused(
                            Printable.of(left),
                            "is nothing that method '" + Printable.of(method) + "' takes. It takes "
                                    + (taken.isEmpty() ? "no settings" : String.join(", ", taken)) + ".");
                });
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
