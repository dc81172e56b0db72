package io.flipside.checkpoint;

import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches without a network: a made-up state for each number of updates. */
final class Searches {
    static final String SETTINGS = "settings-1";
    private static final Shape SHAPE = new Shape(1, 16, 2, 2, 2);

    private Searches() {}

    /** After {@code step} updates of stage 1, by the first attempt, each a bit better than the one before. */
    static Checkpoint at(String audit, int step) {
        return at(audit, step, 1, step * 0.01);
    }

    static Checkpoint at(String audit, int step, long attempt, double probability) {
        List<UpdateReport> reports = new ArrayList<>();
        for (int i = 1; i <= step; i++) {
            reports.add(new UpdateReport(1, i, terms(1.0 / i, i == step ? probability : i * 0.01)));
        }
        Optional<UpdateReport> last = Checkpoint.last(reports);
        return new Checkpoint(audit, attempt, SETTINGS, state(step, step, last), reports);
    }

    static Checkpoint withSettings(Checkpoint checkpoint, String settings) {
        return new Checkpoint(
                checkpoint.audit(), checkpoint.attempt(), settings, checkpoint.state(), checkpoint.reports());
    }

    static Checkpoint byAttempt(Checkpoint checkpoint, long attempt) {
        return new Checkpoint(
                checkpoint.audit(),
                attempt,
                checkpoint.settingsFingerprint(),
                checkpoint.state(),
                checkpoint.reports());
    }

    /** The same with an optimiser that has made other updates than the stage. */
    static Checkpoint withStep(Checkpoint checkpoint, int step) {
        return new Checkpoint(
                checkpoint.audit(),
                checkpoint.attempt(),
                checkpoint.settingsFingerprint(),
                state(checkpoint.state().iteration(), step, checkpoint.state().last()),
                checkpoint.reports());
    }

    /** The same with the counters of another method. */
    static Checkpoint withCounters(Checkpoint checkpoint, Map<String, Long> counters) {
        SearchState state = checkpoint.state();
        return new Checkpoint(
                checkpoint.audit(),
                checkpoint.attempt(),
                checkpoint.settingsFingerprint(),
                new SearchState(state.stage(), state.iteration(), state.latents(), counters, state.last()),
                checkpoint.reports());
    }

    private static Map<String, Double> terms(double loss, double probability) {
        return Map.of("loss", loss, "crossEntropy", 0.7, "style", 0.1 / 3, "targetProbability", probability);
    }

    private static SearchState state(int iteration, int step, Optional<UpdateReport> last) {
        return new SearchState(
                1,
                iteration,
                Map.of(
                        "latent",
                        Latent.noise(SHAPE, step),
                        "first_moment",
                        Latent.noise(SHAPE, step + 1000L),
                        "second_moment",
                        Latent.noise(SHAPE, step + 2000L)),
                Map.of("confident", iteration % 3L, "step", (long) step),
                last);
    }
}
