package io.flipside.checkpoint;

import ai.djl.ndarray.types.Shape;
import io.flipside.search.AdamW;
import io.flipside.search.Latent;
import io.flipside.search.SearchState;
import io.flipside.search.UpdateReport;
import java.util.ArrayList;
import java.util.List;
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
            reports.add(new UpdateReport(1, i, 1.0 / i, 0.7, 0.1 / 3, i == step ? probability : i * 0.01));
        }
        Optional<UpdateReport> last = Checkpoint.last(reports);
        return new Checkpoint(
                audit, attempt, SETTINGS, new SearchState(1, step, step % 3, optimiser(step), last), reports);
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

    private static AdamW.State optimiser(int step) {
        return new AdamW.State(
                Latent.noise(SHAPE, step), Latent.noise(SHAPE, step + 1000L), Latent.noise(SHAPE, step + 2000L), step);
    }
}
