package io.flipside.clip;

import io.flipside.frames.RgbFrames;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * When the frames of a clip are shown, in slots of one length: a frame is shown until the next one's slot. A clip of
 * constant rate has one slot a frame; where the rate varies, or frames were dropped, a frame has as many as it lasts.
 */
final class Timeline {

    /** Above every sensible count, so that slots of nanoseconds cannot ask for billions. */
    private static final double MOST_SLOTS = 1_000_000.0;

    /** How far, in frames, times may lie from a constant rate's: rounding and jitter stay below, a dropped frame not. */
    private static final double JITTER = 0.25;

    /** How far a short clip's mean rate may lie from its true one: times are rounded to milliseconds. */
    private static final double ROUNDING = 0.1;

    private final int[] slots;
    private final int length;
    private final double framesPerSecond;
    private final Kind kind;

    /** Whether frames keep a rate, keep none, or stand for those that were dropped after them. */
    private enum Kind {
        CONSTANT,
        VARYING,
        COUNTED
    }

    private Timeline(int[] slots, int length, double framesPerSecond, Kind kind) {
        this.slots = slots;
        this.length = length;
        this.framesPerSecond = framesPerSecond;
        this.kind = kind;
    }

    /**
     * Lays frames on a grid.
     *
     * @param times when each is shown first, in seconds, rising; at least one
     * @param lasts seconds for which the last one is shown
     * @param rate frames a second that the file names
     */
    static Timeline of(double[] times, double lasts, double rate) {
        int last = times.length - 1;
        double mean = last == 0 ? 1.0 / rate : (times[last] - times[0]) / last;
        if (isConstant(times, mean)) {
            int[] numbers = IntStream.rangeClosed(0, last).toArray();
            // What a file names as its rate is sometimes that of fields, or of its clock.
            double own = Math.abs(rate * mean - 1.0) < ROUNDING ? rate : Math.min(1000.0, 1.0 / mean);
            return new Timeline(numbers, last + slots(lasts, mean), own, Kind.CONSTANT);
        }
        return onGrid(times, lasts, rate, Kind.VARYING);
    }

    /** The same for a file that counts in frames: each that it dropped has a slot, in which the one before is repeated. */
    static Timeline counted(double[] times, double lasts, double rate) {
        return onGrid(times, lasts, rate, Kind.COUNTED);
    }

    private static Timeline onGrid(double[] times, double lasts, double rate, Kind kind) {
        double span = times[times.length - 1] - times[0] + lasts;
        double slot = Math.max(slotFor(times, 1.0 / rate), span / MOST_SLOTS);
        int[] slots = Arrays.stream(times)
                .mapToInt(time -> (int) Math.round((time - times[0]) / slot))
                .toArray();
        int length = slots[slots.length - 1] + slots(lasts, slot);
        // Not 1 / (1 / rate), which can be another number.
        double own = slot == 1.0 / rate ? rate : Math.min(1000.0, 1.0 / slot);
        return new Timeline(slots, length, own, kind);
    }

    /** Number of slots. */
    int length() {
        return length;
    }

    /** Slots a second. */
    double framesPerSecond() {
        return framesPerSecond;
    }

    /** Number of the frame that is shown in a slot, both from 0. */
    int frameAt(int slot) {
        int found = Arrays.binarySearch(slots, slot);
        int next = found < 0 ? -found - 1 : found + 1;
        while (next < slots.length && slots[next] <= slot) {
            next++;
        }
        return next - 1;
    }

    /** All frames of the file as a clip. */
    Clip clip(RgbFrames frames) {
        return switch (kind) {
            case CONSTANT -> new Clip(frames, framesPerSecond);
            case VARYING -> new Clip(frames, framesPerSecond * slots.length / length);
            case COUNTED ->
                new Clip(
                        frames.select(
                                IntStream.range(0, length).map(this::frameAt).toArray()),
                        framesPerSecond);
        };
    }

    private static boolean isConstant(double[] times, double mean) {
        for (int i = 0; i < times.length; i++) {
            if (Math.abs(times[i] - times[0] - i * mean) > JITTER * mean) {
                return false;
            }
        }
        return true;
    }

    /** The nominal length, unless two frames follow each other faster. */
    private static double slotFor(double[] times, double nominal) {
        double shortest = nominal;
        for (int i = 1; i < times.length; i++) {
            double gap = times[i] - times[i - 1];
            if (gap < shortest * (1.0 - JITTER)) {
                shortest = gap;
            }
        }
        return shortest;
    }

    private static int slots(double seconds, double slot) {
        return (int) Math.max(1, Math.round(Math.min(seconds / slot, MOST_SLOTS)));
    }
}
