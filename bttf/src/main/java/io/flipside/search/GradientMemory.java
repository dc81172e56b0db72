package io.flipside.search;

import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is kept for the backward pass and what is computed again. It changes time and memory, never a bit.
 *
 * @param recomputeSteps keep only each denoising step's input
 * @param recomputeBlocks inside a step keep only each block's input
 * @param recomputeDecoder in the decoder keep only each layer's input
 */
public record GradientMemory(boolean recomputeSteps, boolean recomputeBlocks, boolean recomputeDecoder) {
    /** Everything kept: fastest. */
    public static final GradientMemory KEEP = new GradientMemory(false, false, false);
    /** Nothing kept but inputs: least memory. */
    public static final GradientMemory RECOMPUTE = new GradientMemory(true, true, true);

    /**
     * What computes least anew among all that fits the budget; what takes least memory if nothing does.
     *
     * @param budget bytes the graphs may take
     * @param steps denoising steps whose graphs are needed: n, or fewer where the gradient passes others by
     * @param velocity graph of one evaluation of the velocity
     * @param decoder graph of the decoder
     */
    public static GradientMemory within(long budget, int steps, GraphCost velocity, GraphCost decoder) {
        List<GradientMemory> ways = ways();
        return ways.stream()
                .filter(way -> way.bytes(steps, velocity, decoder) <= budget)
                .min(Comparator.comparingDouble((GradientMemory way) -> way.again(steps, velocity, decoder))
                        .thenComparingLong(way -> way.bytes(steps, velocity, decoder)))
                .orElseGet(() -> ways.stream()
                        .min(Comparator.comparingLong(way -> way.bytes(steps, velocity, decoder)))
                        .orElse(RECOMPUTE));
    }

    private static List<GradientMemory> ways() {
        List<GradientMemory> ways = new ArrayList<>();
        for (boolean steps : new boolean[] {false, true}) {
            for (boolean blocks : new boolean[] {false, true}) {
                for (boolean decoder : new boolean[] {false, true}) {
                    ways.add(new GradientMemory(steps, blocks, decoder));
                }
            }
        }
        return ways;
    }

    /** Bytes of graphs at the peak of an update. */
    public long bytes(int steps, GraphCost velocity, GraphCost decoder) {
        long at = recomputeDecoder ? decoder.recomputed() : decoder.kept();
        if (recomputeSteps) {
            return at + (recomputeBlocks ? velocity.recomputed() : velocity.kept());
        }
        return at + (recomputeBlocks ? steps * velocity.inputs() + velocity.largest() : steps * velocity.kept());
    }

    /** Operations of an update that are done a second or third time. */
    public double again(int steps, GraphCost velocity, GraphCost decoder) {
        return (timesComputed() - 1) * steps * velocity.work().forward()
                + (recomputeDecoder ? decoder.work().forward() : 0);
    }

    /** How often a step whose gradient is needed is computed on the way there and back. */
    public int timesComputed() {
        return 1 + (recomputeSteps ? 1 : 0) + (recomputeBlocks ? 1 : 0);
    }

    /** Operations of a decoder there and back, what is computed again included. */
    public Operations decoding(Operations once) {
        return new Operations(once.forward() * (recomputeDecoder ? 2 : 1), once.backward());
    }

    /** What is computed again, each part in a word. */
    public List<String> recomputed() {
        List<String> parts = new ArrayList<>();
        if (recomputeSteps) {
            parts.add("steps");
        }
        if (recomputeBlocks) {
            parts.add(StageForecast.BLOCKS);
        }
        if (recomputeDecoder) {
            parts.add("decoder");
        }
        return parts;
    }
}
