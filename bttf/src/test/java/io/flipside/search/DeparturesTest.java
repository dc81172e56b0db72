package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.cost.WeightUse;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.CountedGenerator;
import io.flipside.generator.Generator;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.NetworkPrecision;
import io.flipside.generator.SmallDecoders;
import io.flipside.generator.WanGenerator;
import io.flipside.method.Latent;
import io.flipside.method.SearchForecast;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import io.flipside.method.SettingRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that spend less than the paper, in a whole search. */
class DeparturesTest {
    private static final long KEEP = Long.MAX_VALUE;
    private static final Departures LADDER =
            new Departures(List.of(2, 4), OptionalDouble.empty(), OptionalDouble.empty());

    private static SearchSettings settings(int steps, GradientPolicy gradients, StopPolicy stop, long budget) {
        int iterations = stop instanceof StopPolicy.Settled ? 9 : 3;
        return new SearchSettings(
                0,
                iterations,
                steps,
                new AdamW(0.01, 0.9, 0.999, 1e-8, 0),
                0,
                3,
                gradients,
                stop,
                Redraws.NONE,
                budget);
    }

    private static SearchSettings with(SearchSettings s, Redraws redraws, Departures departures) {
        return new SearchSettings(
                s.inversionIterations(),
                s.counterfactualIterations(),
                s.denoisingSteps(),
                s.optimiser(),
                s.styleWeight(),
                s.shift(),
                s.gradients(),
                s.stop(),
                redraws,
                s.graphBudget(),
                departures);
    }

    private static SearchSettings runAll(int steps) {
        return settings(steps, new GradientPolicy.Full(), new StopPolicy.RunAll(), KEEP);
    }

    @Test
    void onlyTheChosenNumbersOfStepsHaveAStageAndTheClipHasTheLast() {
        SearchSettings chosen = with(runAll(4), Redraws.NONE, LADDER);
        List<String> seen = new ArrayList<>();
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(chosen)) {
            SearchState state = search.start(fixture.noise());
            assertThat(search.nextStage(state).stage()).isEqualTo(4);
            while (!search.isDone(state)) {
                state = search.next(state);
                seen.add(state.last().orElseThrow().stage() + "/"
                        + state.last().orElseThrow().iteration());
            }
            assertThat(state.stage()).isEqualTo(5);
        }
        assertThat(seen).containsExactly("2/1", "2/2", "2/3", "4/1", "4/2", "4/3");
        assertThat(chosen.maximumUpdates()).isEqualTo(6);
        assertThat(chosen.named()).containsEntry("stages", "2,4");
        assertThat(chosen.decisive()).isEqualTo(runAll(4).decisive());
    }

    @Test
    void aSearchThatEndedEarlyHasTheChosenStagesUpToItsOwn() {
        SearchSettings chosen = with(runAll(4), Redraws.NONE, LADDER);
        assertThat(chosen.until(4)).isEqualTo(chosen);
        assertThat(chosen.until(3).steps()).containsExactly(2, 3);
        assertThat(chosen.until(2).steps()).containsExactly(2);
    }

    @Test
    void noiseIsDrawnAnewInTheFirstChosenStage() {
        SearchSettings base = settings(4, new GradientPolicy.Full(), new StopPolicy.Confident(0.999_999, 1), KEEP);
        SearchSettings redrawing = with(base, new Redraws(1, 2, 5), LADDER);
        List<Long> steps = new ArrayList<>();
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(redrawing)) {
            SearchState state = search.start(fixture.noise());
            while (!search.isDone(state)) {
                state = search.next(state);
                steps.add(state.counter("step"));
            }
        }
        assertThat(steps).containsExactly(1L, 0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    /** Reference: the closed form of the prior, on top of the same update without it; tolerance 1e-5 of the largest. */
    @Test
    void thePriorIsPartOfTheLossAndOfTheGradientAndIsTold() {
        double weight = 0.5;
        Departures prior = new Departures(List.of(), OptionalDouble.empty(), OptionalDouble.of(weight));
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch without = fixture.search(runAll(1));
                CounterfactualSearch search = fixture.search(with(runAll(1), Redraws.NONE, prior))) {
            Latent z = fixture.noise().times(1.25);
            SearchState plain = without.next(without.start(z));
            SearchState pulled = search.next(search.start(z));

            double told = pulled.last().orElseThrow().term("prior").orElseThrow();
            assertThat(told).isEqualTo(new GaussianPrior(weight).value(z));
            assertThat(pulled.last().orElseThrow().loss())
                    .isEqualTo(plain.last().orElseThrow().loss() + weight * told);
            float[] expected =
                    new GaussianPrior(weight).addTo(gradient(plain), z).values();
            float[] actual = gradient(pulled).values();
            double largest = new GaussianPrior(weight).addTo(gradient(plain), z).norm();
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5 * largest));
            }
        }
    }

    /** Of a first update, whose mean of gradients is a tenth of the gradient. */
    private static Latent gradient(SearchState first) {
        return BttfState.of(first).optimiser().firstMoment().times(10);
    }

    @Test
    void aStageThatIsToSettleGoesOnFromItsFileToTheSameBits(@TempDir Path folder) {
        StopPolicy settled = new StopPolicy.Settled(1e-6, 2, 1);
        Path file = folder.resolve("state.safetensors");
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search =
                        fixture.search(settings(2, new GradientPolicy.LastSteps(1), settled, KEEP))) {
            SearchState first = search.next(search.start(fixture.noise()));
            assertThat(first.latent("loss").values()[0])
                    .isEqualTo((float) first.last().orElseThrow().loss());
            SearchStateFile.save(file, first, fixture.manager());
            SearchState read = SearchStateFile.load(file, fixture.manager());

            SearchState end = SearchFixture.run(search, search.next(first));
            assertThat(SearchFixture.run(search, search.next(read)).latents()).isEqualTo(end.latents());
            // the first update of a stage has none before it: three updates for two that count
            assertThat(end.counter("step")).isEqualTo(6);
        }
    }

    private static SearchSettings drawingTheLastExactly(StopPolicy stop) {
        Departures last = new Departures(List.of(2), OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(1));
        return with(settings(2, new GradientPolicy.Full(), stop, KEEP), Redraws.NONE, last);
    }

    @Test
    void aGeneratorWithoutASmallDecoderIsRefusedByTheField() {
        SearchSettings asking = drawingTheLastExactly(new StopPolicy.RunAll());
        try (SearchFixture fixture = new SearchFixture()) {
            assertThatThrownBy(() -> fixture.search(asking).close())
                    .isInstanceOfSatisfying(
                            SettingRefused.class, e -> assertThat(e.field()).isEqualTo("plan.schedule.exactUpdates"))
                    .hasMessageContaining("Put taew2_1.safetensors into its folder");
            SearchInput input = fixture.input();
            assertThatThrownBy(() -> forecast(input.generator(), input, asking)).isInstanceOf(SettingRefused.class);
        }
    }

    @Test
    void theSmallDecoderDrawsUntilTheLastUpdatesOrUntilTheTargetIsReached(@TempDir Path folder) {
        assertThat(decoders(folder, new StopPolicy.RunAll())).containsExactly(0.0, 0.0, 1.0);
        // the first is confident, but only the exact decoder's word ends a stage
        assertThat(decoders(folder, new StopPolicy.Confident(1e-6, 1))).containsExactly(0.0, 1.0);
    }

    private static List<Double> decoders(Path folder, StopPolicy stop) {
        List<Double> exact = new ArrayList<>();
        try (SearchFixture fixture = new SearchFixture()) {
            SearchInput input = fixture.input();
            WanGenerator wan = (WanGenerator) input.generator();
            Path file = SmallDecoders.written(
                    folder.resolve("taew2_1.safetensors"),
                    SmallDecoders.tensors(16, List.of(4, 3, 2, 2)),
                    fixture.manager());
            WanGenerator generator = new WanGenerator(
                    wan.vae(),
                    wan.transformer(),
                    wan.imageTower(),
                    wan.text(),
                    Optional.of(SmallDecoders.read(file, fixture.manager())));
            CountedGenerator counted = new CountedGenerator(generator);
            try (CounterfactualSearch search = new CounterfactualSearch(
                    counted, input.classifier(), input.clip(), input.target(), drawingTheLastExactly(stop))) {
                SearchState state = search.start(fixture.noise());
                while (!search.isDone(state)) {
                    state = search.next(state);
                    exact.add(state.last().orElseThrow().term("exactDecoder").orElseThrow());
                }
            }
            assertThat((double) counted.counts().decodes())
                    .isEqualTo(exact.stream().mapToDouble(Double::doubleValue).sum());
        }
        return exact;
    }

    @Test
    void theForecastCountsTheEvaluationsThatAnUpdateMakes() {
        counted(with(settings(4, new GradientPolicy.Full(), new StopPolicy.RunAll(), KEEP), Redraws.NONE, LADDER));
        for (long budget : new long[] {20_000_000, 0}) {
            SearchSettings last = settings(4, new GradientPolicy.LastSteps(1), new StopPolicy.RunAll(), budget);
            counted(with(last, Redraws.NONE, LADDER));
        }
    }

    private static SearchForecast forecast(Generator generator, SearchInput input, SearchSettings settings) {
        try (ConditionedGenerator conditioned = generator.condition(input.clip())) {
            GeneratorCosts costs = new GeneratorCosts(
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
            return SearchForecast.of(costs, new ClassifierCosts(Optional.empty(), 0), settings);
        }
    }

    private static void counted(SearchSettings settings) {
        try (SearchFixture fixture = new SearchFixture()) {
            SearchInput input = fixture.input();
            CountedGenerator generator = new CountedGenerator(input.generator());
            SearchForecast forecast = forecast(generator, input, settings);
            assertThat(forecast.stages()).extracting(StageForecast::label).containsExactly("n=2", "n=4");
            try (CounterfactualSearch search =
                    new CounterfactualSearch(generator, input.classifier(), input.clip(), input.target(), settings)) {
                SearchState state = search.start(fixture.noise());
                for (StageForecast stage : forecast.stages()) {
                    CountedGenerator.Counts before = generator.counts();
                    SearchState next = search.next(state);
                    CountedGenerator.Counts made = generator.counts().since(before);
                    Operations velocity = forecast.generator().velocity().work();
                    // what is computed again inside a network is not asked for from outside
                    double inside = stage.recomputed().contains("blocks") ? made.velocitiesBack() : 0;
                    assertThat(made.velocities() + inside)
                            .isCloseTo(stage.transformer().forward() / velocity.forward(), within(1e-9));
                    assertThat((double) made.velocitiesBack())
                            .isCloseTo(stage.transformer().backward() / velocity.backward(), within(1e-9));
                    assertThat(made.decodes()).isEqualTo(1);
                    assertThat(made.decodesBack()).isEqualTo(1);
                    state = search.nextStage(next);
                }
            }
        }
    }
}
