package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.attack.Attack;
import io.flipside.audit.step.Measurement;
import io.flipside.clip.Clip;
import io.flipside.explain.Explanation;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.method.MethodSettings;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.semantics.FlipSample;
import io.flipside.shapes.Direction;
import io.flipside.shapes.SemanticFlip;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One clip, made to be called another class in one way or another, written, judged and measured. */
final class FlipTrial {
    private final Models models;
    private final Clip clip;
    private final Direction target;
    private final TrialJudge judge;

    FlipTrial(Models models, Clip clip, Direction target) {
        this.models = models;
        this.clip = clip;
        this.target = target;
        this.judge = new TrialJudge(models, clip, target);
    }

    /** By a search; empty if the written clip is not called the target class. */
    Optional<FlipSample> searched(String family, MethodSettings settings, long seed) {
        try (NDManager scope = models.manager().newSubManager();
                Search search = SearchMethods.open(input(scope), settings)) {
            SearchState state = search.start(seed);
            try {
                while (!search.isDone(state)) {
                    state = search.next(state);
                }
            } catch (NonFiniteException e) {
                // the state before it stays, as in an audit
            }
            return sample(family, search.render(state, scope));
        }
    }

    /** By an attack; empty if the written clip is not called the target class. */
    Optional<FlipSample> attacked(Attack attack, long seed) {
        try (NDManager scope = models.manager().newSubManager()) {
            return sample(attack.label(), attack.run(input(scope), seed, scope));
        }
    }

    private SearchInput input(NDManager scope) {
        return new SearchInput(
                models.generator(),
                models.classifier(),
                Prediction.toArray(clip, scope),
                models.targetIndex(target.className()));
    }

    private Optional<FlipSample> sample(String family, NDArray rendered) {
        Explanation judged = judge.of(rendered);
        if (!judged.after().label().equals(target.className())) {
            return Optional.empty();
        }
        Map<String, Double> figures =
                new LinkedHashMap<>(judged.validity().stable().figures());
        Measurement.figures(judged.metrics()).forEach((name, figure) -> figures.put(name, figure.value()));
        boolean moves =
                SemanticFlip.measure(judged.counterfactual().frames(), target).moves();
        return Optional.of(new FlipSample(family, moves, figures));
    }
}
