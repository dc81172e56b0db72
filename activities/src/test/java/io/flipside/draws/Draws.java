package io.flipside.draws;

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
import io.flipside.method.SettingRefused;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.tensor.Autograd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method that no class of the program names: it draws latents and keeps the one that the classifier likes best. */
public final class Draws implements SearchMethod<Draws.Settings> {
    private static final String NAME = "draws";
    private static final int FAR = 3;
    private static final int NEAR = 7;
    private static final double MOST_SPREAD_OF_ANY_GENERATOR = 3;

    /**
     * Its two settings.
     *
     * @param draws latents to try in each of two stages
     * @param spread standard deviation of the far ones; of the near ones half of it
     */
    public record Settings(int draws, double spread) implements MethodSettings {
        @Override
        public String method() {
            return NAME;
        }

        @Override
        public Map<String, Object> named() {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("spread", spread);
            named.put("draws", draws);
            return named;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Settings settings(MethodPlan plan) {
        return new Settings(
                plan.whole("settings.draws", 1, 100),
                plan.number("settings.spread", spread -> spread > 0 && spread <= 4, "more than 0, at most 4"));
    }

    @Override
    public Settings until(Settings settings, int stage) {
        return settings;
    }

    @Override
    public List<Stage> stages(Settings settings) {
        return List.of(new Stage(FAR, "far", settings.draws()), new Stage(NEAR, "near", settings.draws()));
    }

    @Override
    public Search open(SearchInput input, Settings settings) {
        if (settings.spread() > MOST_SPREAD_OF_ANY_GENERATOR) {
            throw new SettingRefused("settings.spread", "is more than this generator bears.");
        }
        return new Drawing(
                input,
                input.generator().condition(input.clip()),
                input.clip().getManager().newSubManager(),
                settings);
    }

    private record Drawing(SearchInput input, ConditionedGenerator generator, NDManager scope, Draws.Settings settings)
            implements Search {
        @Override
        public List<Stage> stages() {
            return new Draws().stages(settings);
        }

        @Override
        public SearchState start(long seed) {
            try (NDArray encoded = input.generator().encode(input.clip())) {
                Latent clip = Latent.of(encoded);
                return new SearchState(
                        FAR, 0, Map.of("best", clip), Map.of("seed", seed, "permille", 0L), Optional.empty());
            }
        }

        @Override
        public boolean isDone(SearchState state) {
            return state.stage() > NEAR;
        }

        @Override
        public SearchState next(SearchState state) {
            long seed = state.counter("seed") + 1;
            Latent drawn = drawn(state, seed);
            double probability = probability(drawn);
            long permille = Math.round(1000 * probability);
            boolean better = permille > state.counter("permille");
            SearchState next = new SearchState(
                    state.stage(),
                    state.iteration() + 1,
                    Map.of("best", better ? drawn : state.latent("best")),
                    Map.of("seed", seed, "permille", Math.max(permille, state.counter("permille"))),
                    Optional.of(UpdateReport.of(state.stage(), state.iteration() + 1, 1 - probability, probability)));
            return next.iteration() >= settings.draws() ? nextStage(next) : next;
        }

        private Latent drawn(SearchState state, long seed) {
            Latent best = state.latent("best");
            double spread = state.stage() == FAR ? settings.spread() : settings.spread() / 2;
            float[] noise = Latent.noise(best.shape(), seed).values();
            float[] values = best.values();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (spread * noise[i]);
            }
            return Latent.of(best.shape(), values);
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
            int stage = state.stage() == FAR ? NEAR : NEAR + 1;
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
