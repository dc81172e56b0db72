package io.flipside.cost;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How fast networks of one kind are on a machine, by their width: what their operations take, and what each of their units (a
 * block, a decoder) takes there and back however little it computes, for small operations, copies and weights.
 *
 * @param operations a second, by width
 * @param unitSeconds of a unit, by width; empty if that is not known, which counts as nothing
 */
public record NetworkRates(NavigableMap<Integer, Double> operations, NavigableMap<Integer, Double> unitSeconds) {
    public NetworkRates {
        operations = new TreeMap<>(operations);
        unitSeconds = new TreeMap<>(unitSeconds);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("rates of networks need a point");
        }
    }

    /**
     * A run there and back.
     *
     * @param operations of it
     * @param seconds that it took
     */
    public record Run(double operations, double seconds) {}

    /**
     * Two runs of networks of a width: of the line through both, the slope says what operations take, the rest what units do.
     *
     * @param few operations
     * @param many operations
     * @param units of each network
     */
    public record Pair(Run few, Run many, int units) {
        /** Operations a second. Where small operations are most of both runs, half of the longer one is taken for the rest. */
        public double rate() {
            return (many.operations - few.operations) / Math.max(many.seconds / 2, many.seconds - few.seconds);
        }

        /** Seconds of a unit however little it computes, 0 or more. */
        public double unit() {
            return Math.max(0, few.seconds - few.operations / rate()) / units;
        }
    }

    /** One rate for every width. */
    static NetworkRates flat(double operations) {
        return new NetworkRates(new TreeMap<>(Map.of(1, operations)), new TreeMap<>());
    }

    /** The rates that follow from runs, by width. */
    public static NetworkRates of(Map<Integer, Pair> runs) {
        NavigableMap<Integer, Double> rates = new TreeMap<>();
        NavigableMap<Integer, Double> units = new TreeMap<>();
        runs.forEach((width, pair) -> {
            rates.put(width, pair.rate());
            units.put(width, pair.unit());
        });
        return new NetworkRates(rates, units);
    }

    /** The same where everything takes so many times as long. */
    public NetworkRates slower(double factor) {
        NavigableMap<Integer, Double> rates = new TreeMap<>();
        operations.forEach((width, rate) -> rates.put(width, rate / factor));
        NavigableMap<Integer, Double> units = new TreeMap<>();
        unitSeconds.forEach((width, seconds) -> units.put(width, seconds * factor));
        return new NetworkRates(rates, units);
    }

    /**
     * What networks take.
     *
     * @param width of them
     * @param work their operations
     * @param units how many are run through there and back
     */
    public double seconds(int width, double work, double units) {
        return work / between(operations, width) + units * unit(width);
    }

    private double unit(int width) {
        if (unitSeconds.isEmpty()) {
            return 0;
        }
        Map.Entry<Integer, Double> last = unitSeconds.lastEntry();
        // a wide unit that computes little waits for its weights, which grow with the square of the width
        double wider = Math.max(1, (double) width / last.getKey());
        return between(unitSeconds, width) * wider * wider;
    }

    // on a line between the neighbours' logarithms of the width; beyond the last point the last point holds
    private static double between(NavigableMap<Integer, Double> points, int at) {
        Map.Entry<Integer, Double> below = points.floorEntry(at);
        Map.Entry<Integer, Double> above = points.ceilingEntry(at);
        if (below == null) {
            return points.firstEntry().getValue();
        } else if (above == null) {
            return points.lastEntry().getValue();
        } else if (below.getKey().equals(above.getKey()) || below.getValue() <= 0 || above.getValue() <= 0) {
            return below.getValue();
        }
        double part = Math.log((double) at / below.getKey()) / Math.log((double) above.getKey() / below.getKey());
        return Math.exp((1 - part) * Math.log(below.getValue()) + part * Math.log(above.getValue()));
    }
}
