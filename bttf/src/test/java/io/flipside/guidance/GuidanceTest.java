package io.flipside.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.cost.WeightUse;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.CountedGenerator;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.NetworkPrecision;
import io.flipside.method.Latent;
import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchForecast;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import io.flipside.method.SettingRefused;
import io.flipside.method.ShippedInput;
import io.flipside.search.Denoiser;
import io.flipside.search.FlowSchedule;
import io.flipside.search.GradientMemory;
import io.flipside.search.GradientPolicy;
import io.flipside.search.SearchFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings that a classifier bends. */
class GuidanceTest {
    private static final double ROUNDING = 1e-5;

    private static GuidanceSettings settings(String method, int steps, double scale) {
        double start = method.equals("cg-video-mid") ? 0.5 : 1;
        return new GuidanceSettings(
                method, new NoiseLevels(steps, 3, start), new Push(scale, 10), MethodPlan.DEFAULT_GRAPH_BUDGET);
    }

    /** Every state, the start first. */
    private static List<SearchState> states(Search search) {
        List<SearchState> states = new ArrayList<>(List.of(search.start(3)));
        while (!search.isDone(states.get(states.size() - 1))) {
            states.add(search.next(states.get(states.size() - 1)));
        }
        return states;
    }

    private static Latent latent(SearchState state) {
        return state.latent("latent");
    }

    @Test
    void withoutAScaleItIsTheGeneratorsOwnSampler() {
        try (SearchFixture fixture = new SearchFixture()) {
            SearchInput input = fixture.input();
            try (Search search = SearchMethods.open(input, settings("cg-video", 4, 0));
                    ConditionedGenerator conditioned = input.generator().condition(input.clip());
                    NDManager scope = fixture.manager().newSubManager()) {
                List<SearchState> states = states(search);
                NDArray sampled = new Denoiser(conditioned, new FlowSchedule(3), new GradientPolicy.Full())
                        .loop(4, GradientMemory.KEEP)
                        .apply(latent(states.get(0)).toArray(scope));
                assertThat(latent(states.get(4))
                                .toArray(scope)
                                .sub(sampled)
                                .abs()
                                .max()
                                .getFloat())
                        .isLessThan(1e-4f);
            }
        }
    }

    /**
     * Reference: the slope of the loss along its gradient, by differences of two evaluations. Tolerance: 2 %, which a float32
     * network leaves of it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"cg-frame", "cg-video", "cg-video-mid"})
    void theGradientIsTheSlopeOfTheLoss(String method) {
        double scale = 1e6; // next to it the rest of the step is rounding
        try (SearchFixture fixture = new SearchFixture();
                Search search = SearchMethods.open(fixture.input(), settings(method, 3, scale));
                Search still = SearchMethods.open(fixture.input(), settings(method, 3, 0))) {
            SearchState start = still.next(still.start(5));
            float[] gradient = latent(search.next(start)).values();
            float[] free = latent(still.next(start)).values();
            double[] sigmas = settings(method, 3, scale).levels().sigmas();
            double factor = (sigmas[2] - sigmas[1]) * new Push(scale, 10).at(sigmas[1]);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) ((gradient[i] - free[i]) / factor);
            }
            Latent slope = Latent.of(latent(start).shape(), gradient);
            double step = 0.01 / slope.norm();

            double difference = loss(still, start, slope, step) - loss(still, start, slope, -step);

            double expected = slope.norm() * slope.norm();
            assertThat(difference / (2 * step)).isCloseTo(expected, within(0.02 * expected));
        }
    }

    private static double loss(Search search, SearchState at, Latent direction, double step) {
        float[] z = latent(at).values();
        float[] way = direction.values();
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (z[i] + step * way[i]);
        }
        SearchState moved = new SearchState(
                at.stage(),
                at.iteration(),
                Map.of("latent", Latent.of(direction.shape(), z)),
                at.counters(),
                at.last());
        return search.next(moved).last().orElseThrow().loss();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cg-video", "cg-video-mid"})
    void thePushReallyMakesTheTargetLikelierOnTheShippedModels(String method) {
        try (ShippedInput shipped = new ShippedInput();
                Search pushed = SearchMethods.open(shipped.input(), settings(method, 4, 20));
                Search free = SearchMethods.open(shipped.input(), settings(method, 4, 0))) {
            List<SearchState> with = states(pushed);
            List<SearchState> without = states(free);
            assertThat(shipped.probability(pushed, with.get(4), shipped.target()))
                    .isGreaterThan(shipped.probability(free, without.get(4), shipped.target()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cg-frame", "cg-video", "cg-video-mid"})
    void fromEveryCheckpointItGoesOnToTheSameBits(String method, @TempDir Path folder) {
        try (SearchFixture fixture = new SearchFixture();
                Search search = SearchMethods.open(fixture.input(), settings(method, 4, 5));
                Search again = SearchMethods.open(fixture.input(), settings(method, 4, 5))) {
            List<SearchState> states = states(search);
            for (int i = 0; i + 1 < states.size(); i++) {
                Path file = folder.resolve(i + ".safetensors");
                SearchStateFile.save(file, states.get(i), fixture.manager());
                assertThat(again.next(SearchStateFile.load(file, fixture.manager())))
                        .isEqualTo(states.get(i + 1));
            }
        }
    }

    @Test
    void memoryChangesNoBit() {
        try (SearchFixture fixture = new SearchFixture();
                Search kept = SearchMethods.open(fixture.input(), settings("cg-video", 2, 5));
                Search again = SearchMethods.open(
                        fixture.input(),
                        new GuidanceSettings("cg-video", new NoiseLevels(2, 3, 1), new Push(5, 10), 0))) {
            assertThat(again.next(again.start(3))).isEqualTo(kept.next(kept.start(3)));
        }
    }

    @ParameterizedTest
    @CsvSource({"cg-video, 4294967296", "cg-video, 0", "cg-frame, 4294967296"})
    void theForecastCountsTheEvaluationsThatAnUpdateMakes(String method, long budget) {
        try (SearchFixture fixture = new SearchFixture()) {
            SearchInput given = fixture.input();
            CountedGenerator counted = new CountedGenerator(given.generator());
            SearchInput input = new SearchInput(counted, given.classifier(), given.clip(), given.target());
            GuidanceSettings settings = new GuidanceSettings(method, new NoiseLevels(3, 3, 1), new Push(1, 10), budget);
            GeneratorCosts costs = costs(input);
            Operations clip = new Operations(3, 5);
            SearchForecast forecast = SearchForecast.of(costs, new ClassifierCosts(Optional.of(clip), 0), settings);
            StageForecast stage = forecast.stages().get(0);
            try (Search search = SearchMethods.open(input, settings)) {
                CountedGenerator.Counts before = counted.counts();
                search.next(search.start(3));
                CountedGenerator.Counts made = counted.counts().since(before);
                // what is computed again inside a network is not asked for from outside
                int inside = stage.recomputed().contains("blocks") ? 1 : 0;
                assertThat((double) made.velocities() + inside)
                        .isCloseTo(
                                stage.transformer().forward()
                                        / costs.velocity().work().forward(),
                                within(1e-9));
                assertThat(made.velocitiesBack()).isEqualTo(1);
                assertThat(made.decodes()).isEqualTo(1);
                assertThat(made.decodesBack()).isEqualTo(1);
            }
            assertThat(forecast.updates()).isEqualTo(3);
            assertThat(stage.classifier())
                    .isEqualTo(method.equals("cg-frame") ? clip.times(9).plus(new Operations(3, 0)) : clip);
        }
    }

    private static GeneratorCosts costs(SearchInput input) {
        try (ConditionedGenerator conditioned = input.generator().condition(input.clip())) {
            return new GeneratorCosts(
                    new ClipSize(9, 32, 48),
                    new ClipSize(3, 4, 6),
                    16,
                    1,
                    1,
                    1,
                    conditioned.velocityCost(),
                    conditioned.decoderCost(),
                    Operations.NONE,
                    Map.of(),
                    WeightUse.NONE,
                    NetworkPrecision.FULL,
                    0,
                    Optional.empty());
        }
    }

    @Test
    void halfWayNoiseLeavesTheClipsOwnLatentInTheStart() {
        try (SearchFixture fixture = new SearchFixture();
                NDManager scope = fixture.manager().newSubManager();
                Search search = SearchMethods.open(fixture.input(), settings("cg-video-mid", 3, 1))) {
            SearchInput input = fixture.input();
            NDArray clip = input.generator().encode(input.clip());
            NDArray start = latent(search.start(3)).toArray(scope);
            NDArray noise = Latent.noise(start.getShape(), 3).toArray(scope);
            assertThat(start.sub(clip.add(noise).mul(scope.create(0.5f)))
                            .abs()
                            .max()
                            .getFloat())
                    .isLessThan((float) ROUNDING);
        }
    }

    @Test
    void aDrawingThatIsEndedEarlyIsFinishedByTheGeneratorAlone() {
        try (SearchFixture fixture = new SearchFixture();
                NDManager scope = fixture.manager().newSubManager();
                Search pushed = SearchMethods.open(fixture.input(), settings("cg-video", 3, 5));
                Search free = SearchMethods.open(fixture.input(), settings("cg-video", 3, 0))) {
            SearchState half = pushed.next(pushed.start(3));
            SearchState ended = pushed.nextStage(half);
            assertThat(pushed.isDone(ended)).isTrue();
            SearchState rest = free.next(free.next(half));
            assertThat(free.isDone(rest)).isTrue();
            NDArray difference = pushed.render(ended, scope).sub(free.render(rest, scope));
            assertThat(difference.abs().max().getFloat()).isLessThan(1e-3f);
        }
    }

    @Test
    void levelsFallFromTheStartToZeroAndFollowTheFlowSchedule() {
        assertThat(new NoiseLevels(4, 3, 1).sigmas()).containsExactly(new FlowSchedule(3).sigmas(4));
        // shift 3, u = 1/4, 1/8, 0
        assertThat(new NoiseLevels(2, 3, 0.5).sigmas()).containsExactly(new double[] {0.5, 0.3, 0}, within(1e-12));
    }

    @Test
    void thePushHasABoundNearNoise() {
        assertThat(new Push(2, 10).at(0.5)).isEqualTo(2);
        assertThat(new Push(2, 10).at(1)).isEqualTo(20);
        assertThat(new Push(0, 10).at(1)).isZero();
    }

    private static MethodSettings read(String method, String name, double value) {
        Map<String, Double> values = new HashMap<>(Map.of(
                "schedule.denoisingSteps", 20.0,
                "schedule.shift", 3.0,
                "schedule.lastSteps", 0.0,
                "settings.scale", 1.0,
                "settings.mostFactor", 10.0));
        if (method.equals("cg-video-mid")) {
            values.put("settings.start", 0.5);
        }
        values.put(name, value);
        return SearchMethods.settings(new MethodPlan(method, values, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "cg-frame, settings.scale, -1", "cg-video, settings.mostFactor, 0", "cg-video-mid, settings.start, 1",
        "cg-video-mid, settings.start, 0", "cg-video, settings.start, 0.5", "cg-video, schedule.lastSteps, 1",
        "cg-video, schedule.exactUpdates, 5"
    })
    void aSettingThatCannotBeIsNamed(String method, String name, double value) {
        SettingRefused refused = catchThrowableOfType(SettingRefused.class, () -> read(method, name, value));
        assertThat(refused.field()).isEqualTo("plan." + name);
    }

    @Test
    void everySettingIsNamedAndMemoryDecidesNothing() {
        MethodSettings settings = read("cg-video-mid", "settings.scale", 7);
        assertThat(settings.named())
                .containsEntry("scale", 7.0)
                .containsEntry("start", 0.5)
                .containsKey("graphBudgetBytes");
        assertThat(settings.decisive()).doesNotContainKey("graphBudgetBytes").containsEntry("denoisingSteps", 20);
    }
}
