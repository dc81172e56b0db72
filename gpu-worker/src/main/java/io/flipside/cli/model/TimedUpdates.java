package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Updates of a search on a Shape-Moving clip, timed.
 *
 * @param seconds of an update, mean
 * @param state after the last
 */
record TimedUpdates(double seconds, SearchState state) {
    private static final double NANOS = 1e9;

    /**
     * How many.
     *
     * @param steps denoising steps of the stage that they are of
     * @param before that are not timed
     * @param timed that are
     */
    record Count(int steps, int before, int timed) {}

    static TimedUpdates of(Models models, MethodSettings settings, Count count, LongSupplier nanoTime) {
        ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, 0);
        try (NDManager scope = models.manager().newSubManager()) {
            Clip clip = models.preprocess()
                    .apply(new Clip(drawn.frames(), drawn.profile().framesPerSecond()));
            NDArray pixels = Prediction.toArray(clip, scope);
            try (Search search =
                    SearchMethods.open(new SearchInput(models.generator(), models.classifier(), pixels, 0), settings)) {
                SearchState start = search.start(1);
                SearchState state =
                        new SearchState(count.steps(), 0, start.latents(), start.counters(), Optional.empty());
                for (int i = 0; i < count.before(); i++) {
                    state = search.next(state);
                }
                long begun = nanoTime.getAsLong();
                for (int i = 0; i < count.timed(); i++) {
                    state = search.next(state);
                }
                return new TimedUpdates((nanoTime.getAsLong() - begun) / NANOS / count.timed(), state);
            }
        }
    }
}
