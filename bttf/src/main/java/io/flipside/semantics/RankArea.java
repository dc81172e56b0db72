package io.flipside.semantics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The area under the receiver operating characteristic: how often a semantic flip scores above one that is not. */
public final class RankArea {
    private RankArea() {}

    /**
     * The area, equal scores counted half.
     *
     * @return 0 to 1; not a number if there are none of one kind
     */
    public static double of(List<FlipSample> samples, ToDoubleFunction<FlipSample> score) {
        double wins = 0;
        long pairs = 0;
        for (FlipSample semantic : samples) {
            if (semantic.semantic()) {
                double own = score.applyAsDouble(semantic);
                for (FlipSample other : samples) {
                    if (!other.semantic()) {
                        double foreign = score.applyAsDouble(other);
                        wins += own > foreign ? 1 : own == foreign ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
        }
        return wins / pairs;
    }
}
