package io.flipside.method.draws;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.method.Latent;
import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethod;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.tensor.Autograd;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method of its own: draws latents and keeps the one whose clip the classifier likes best. No gradient. */
public final class RandomDraws implements SearchMethod<RandomDraws.Settings> {
    /** @param draws latents to try in each of two stages */
    public record Settings(int draws) implements MethodSettings {
        @Override
        public String method() {
            return "random-draws";
        }

        @Override
        public Map<String, Object> named() {
            return Map.of("draws", draws);
        }
    }

    @Override
    public String name() {
        return "random-draws";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Settings settings(MethodPlan plan) {
        return new Settings(plan.whole("settings.draws", 1, 100));
    }

    @Override
    public Settings until(Settings settings, int stage) {
        return settings;
    }

    @Override
    public List<Stage> stages(Settings settings) {
        return List.of(new Stage(3, "far", settings.draws()), new Stage(5, "near", settings.draws()));
    }

    @Override
    public Search open(SearchInput input, Settings settings) {
        return new Draws(input, stages(settings));
    }

    private record Draws(SearchInput input, ConditionedGenerator generator, NDManager scope, List<Stage> stages)
            implements Search {

        Draws(SearchInput input, List<Stage> stages) {
            this(
                    input,
                    input.generator().condition(input.clip()),
                    input.clip().getManager().newSubManager(),
                    stages);
        }

        @Override
        public SearchState start(long seed) {
            try (NDArray encoded = input.generator().encode(input.clip())) {
                Latent noise = Latent.noise(encoded.getShape(), seed);
                return new SearchState(
                        3, 0, Map.of("best", noise), Map.of("seed", seed, "permille", 0L), Optional.empty());
            }
        }

        @Override
        public boolean isDone(SearchState state) {
            return state.stage() > 5;
        }

        @Override
        public SearchState next(SearchState state) {
            long seed = state.counter("seed") + 1;
            Latent best = state.latent("best");
            Latent drawn = Latent.noise(best.shape(), seed);
            double probability = probability(drawn);
            long permille = Math.round(1000 * probability);
            boolean better = permille > state.counter("permille");
            UpdateReport report = new UpdateReport(
                    state.stage(),
                    state.iteration() + 1,
                    Map.of("targetProbability", probability, "loss", 1 - probability, "better", better ? 1.0 : 0.0));
            SearchState next = new SearchState(
                    state.stage(),
                    state.iteration() + 1,
                    Map.of("best", better ? drawn : best),
                    Map.of("seed", seed, "permille", Math.max(permille, state.counter("permille"))),
                    Optional.of(report));
            return next.iteration() >= stages.get(0).mostUpdates() ? nextStage(next) : next;
        }

        private double probability(Latent latent) {
            return Autograd.unrecorded(() -> {
                try (NDManager inside = scope.newSubManager()) {
                    NDArray clip = generator.decoder(false).apply(latent.toArray(inside));
                    return (double) input.classifier().logits(clip).softmax(1).toFloatArray()[input.target()];
                }
            });
        }

        @Override
        public SearchState nextStage(SearchState state) {
            int stage = state.stage() == 3 ? 5 : 6;
            return new SearchState(stage, 0, state.latents(), state.counters(), state.last());
        }

        @Override
        public NDArray render(SearchState state, NDManager owner) {
            return Autograd.unrecorded(
                    () -> generator.decoder(false).apply(state.latent("best").toArray(owner)));
        }

        @Override
        public void close() {
            generator.close();
            scope.close();
        }
    }
}
