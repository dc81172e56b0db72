package io.flipside.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierCheck;
import io.flipside.clip.Clip;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import io.flipside.search.SearchSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches the counterfactual of one clip and takes the verdict from the file it has written. */
public final class Explainer {
    private final Models models;
    private final InstantSource clock;

    public Explainer(Models models, InstantSource clock) {
        this.models = models;
        this.clock = clock;
    }

    /**
     * Explains a clip that already has the generator's size.
     *
     * @param target name of the target class
     * @param folder where the two files of the counterfactual go
     * @throws UserError if the class is not known or is what the classifier already says
     */
    public Explanation explain(
            Clip clip, String target, SearchSettings settings, long seed, Path folder, ExplainProgress progress) {
        int index = models.targetIndex(target);
        try (NDManager scope = models.manager().newSubManager()) {
            ClassifierCheck.check(models.classifier(), Prediction.toArray(clip, scope))
                    .forEach(progress::step);
        }
        Prediction before = Prediction.of(models.classifier(), clip, models.manager());
        if (before.label().equals(target)) {
            throw new UserError("the classifier already calls this clip '" + target + "'. Choose another target.");
        }
        long start = clock.millis();
        progress.step("encode");
        try (NDManager scope = models.manager().newSubManager();
                Search search = SearchMethods.open(
                        new SearchInput(
                                models.generator(), models.classifier(), Prediction.toArray(clip, scope), index),
                        settings.withSeed(seed))) {
            List<UpdateReport> updates = new ArrayList<>();
            SearchState state = search.start(seed);
            Optional<Verdict.Reason> failure = Optional.empty();
            try {
                while (!search.isDone(state)) {
                    state = search.next(state);
                    UpdateReport report = state.last().orElseThrow();
                    updates.add(report);
                    progress.update(report, updates.size(), settings.maximumUpdates());
                }
            } catch (NonFiniteException e) {
                failure = Optional.of(new Verdict.NonFinite(e.stage(), e.iteration()));
            }
            double seconds = Duration.ofMillis(clock.millis() - start).toMillis() / 1000.0;
            progress.step("render");
            NDArray rendered = search.render(state, scope);
            double inMemory = Rendered.write(rendered, clip.framesPerSecond(), folder, models, target);
            return new Judge(models).judge(clip, target, folder, inMemory, updates, failure, seconds);
        }
    }
}
