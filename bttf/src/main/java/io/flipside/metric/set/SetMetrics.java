package io.flipside.metric.set;

import io.flipside.frames.RgbFrames;
import io.flipside.metric.MetricModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every metric of sets there is. */
public final class SetMetrics {
    private static final List<SetMetric> ALL = List.of(new Fid(), new Fvd(), new ClassifierFrechet());

    private SetMetrics() {}

    /** All of them, in the order to show. */
    public static List<SetMetric> all() {
        return ALL;
    }

    /**
     * What every metric says of counterfactuals against originals, by its name, in the order to show: {@code fid}, {@code
     * fvd}, {@code classifierFrechet}. Lower is nearer.
     *
     * @param originals as the generator sees them
     * @param counterfactuals as read again from the written lossless files
     * @throws io.flipside.UserError if a set has fewer than two clips, a clip has another shape than the others, or a
     *     feature is not finite
     */
    public static Map<String, SetResult> measure(
            List<RgbFrames> originals, List<RgbFrames> counterfactuals, MetricModels models) {
        ClipSets clips = new ClipSets(originals, counterfactuals);
        Map<String, SetResult> results = new LinkedHashMap<>();
        ALL.forEach(metric -> results.put(metric.name(), metric.of(clips, models)));
        return results;
    }

    /**
     * How far counterfactuals of one clip lie apart, by name: {@code diversity} (LPIPS, where its weights are registered)
     * and {@code pixelDiversity} (mean absolute difference). Higher is more diverse.
     *
     * @param counterfactuals of one clip and one target, by different seeds
     * @throws io.flipside.UserError if there are fewer than two, or one has another shape than the first
     */
    public static Map<String, SetResult> diversity(List<RgbFrames> counterfactuals, MetricModels models) {
        return Diversity.of(counterfactuals, models);
    }

    /**
     * {@code pixelDiversity} alone, which needs no network: the mean absolute difference of all pairs, 0 to 1 of full scale.
     * Higher is more diverse.
     *
     * @param counterfactuals of one clip and one target, by different seeds
     * @return a figure, or why there is none: there are fewer than two, or one has another shape than the first
     */
    public static SetResult pixelDiversity(List<RgbFrames> counterfactuals) {
        return Diversity.ofPixels(counterfactuals);
    }
}
