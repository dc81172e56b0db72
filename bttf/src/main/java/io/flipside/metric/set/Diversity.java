package io.flipside.metric.set;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.MetricModels;
import io.flipside.metric.Perceptual;
import io.flipside.metric.network.Lpips;
import io.flipside.metric.network.MetricNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/** The mean distance of all pairs of counterfactuals of one clip. */
final class Diversity {
    static final String PERCEPTUAL = "diversity";
    static final String PIXELS = "pixelDiversity";

    private static final String UNIT = "share of full scale";
    private static final double LEVELS = 255;

    private Diversity() {}

    static Map<String, SetResult> of(List<RgbFrames> clips, MetricModels models) {
        if (clips.size() < 2) {
            throw new UserError("diversity needs at least two counterfactuals of one clip, got " + clips.size()
                    + ". Search with more seeds.");
        }
        ClipSets.oneShape(clips, "counterfactuals", clips.get(0));
        Map<String, SetResult> results = new LinkedHashMap<>();
        results.put(PERCEPTUAL, perceptual(clips, models));
        results.put(PIXELS, pairs(clips, UNIT, Diversity::pixels));
        return results;
    }

    static SetResult ofPixels(List<RgbFrames> clips) {
        if (clips.size() < 2) {
            return new SetResult.Unavailable(
                    "Diversity is a distance between counterfactuals of one clip; there is "
                            + (clips.isEmpty() ? "none." : "one."),
                    "Search with more seeds.");
        }
        try {
            ClipSets.oneShape(clips, "counterfactuals", clips.get(0));
        } catch (UserError e) {
            return new SetResult.Unavailable(
                    String.valueOf(e.getMessage()), "Compare counterfactuals that one generator made.");
        }
        return pairs(clips, UNIT, Diversity::pixels);
    }

    private static SetResult perceptual(List<RgbFrames> clips, MetricModels models) {
        if (!Perceptual.canSee(clips.get(0))) {
            return new SetResult.Unavailable(
                    "LPIPS needs pictures of at least %d x %d.".formatted(Lpips.LEAST_SIDE, Lpips.LEAST_SIDE),
                    "Use a generator of larger clips.");
        }
        return Networked.measure(models, MetricNetwork.LPIPS_ALEX, (weights, scope) -> {
            Perceptual lpips = new Perceptual(weights, scope);
            return pairs(clips, Perceptual.UNIT, (a, b) -> Arrays.stream(lpips.frames(a, b))
                    .average()
                    .orElseThrow());
        });
    }

    private static SetResult pairs(
            List<RgbFrames> clips, String unit, ToDoubleBiFunction<RgbFrames, RgbFrames> distance) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < clips.size(); i++) {
            for (int k = 0; k < i; k++) {
                sum += distance.applyAsDouble(clips.get(i), clips.get(k));
                pairs++;
            }
        }
        return new SetResult.Figure(sum / pairs, unit, clips.size(), Optional.empty());
    }

    /** Mean absolute difference of all values, 0 to 1. */
    private static double pixels(RgbFrames a, RgbFrames b) {
        long sum = 0;
        long count = 0;
        for (int f = 0; f < a.count(); f++) {
            byte[] x = a.frame(f);
            byte[] y = b.frame(f);
            for (int i = 0; i < x.length; i++) {
                sum += Math.abs((x[i] & 0xFF) - (y[i] & 0xFF));
            }
            count += x.length;
        }
        return sum / (LEVELS * count);
    }
}
