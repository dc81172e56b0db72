package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import io.flipside.method.NonFiniteException;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterfactualSearchTest {
    static final SearchSettings SETTINGS = SearchFixture.settings(2, 3, 3, SearchSettings.DEFAULT_GRAPH_BUDGET);

    @Test
    void theSameSearchTwiceEndsInTheSameBits() {
        assertThat(latent(runToTheEnd(SETTINGS))).isEqualTo(latent(runToTheEnd(SETTINGS)));
    }

    @Test
    void aSearchSavedAndContinuedInANewProcessEndsInTheSameBits(@TempDir Path folder) throws Exception {
        Path saved = folder.resolve("saved.safetensors");
        Path finished = folder.resolve("finished.safetensors");
        SearchState uninterrupted;
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(SETTINGS)) {
            SearchState state = search.start(fixture.noise());
            for (int update = 0; update < 6; update++) {
                state = search.next(state);
            }
            SearchStateFile.save(saved, state, fixture.manager());
            uninterrupted = SearchFixture.run(search, state);
        }

        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResumeMain.class.getName(),
                        saved.toString(),
                        finished.toString()))
                .inheritIO()
                .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        try (SearchFixture fixture = new SearchFixture()) {
            SearchState resumed = SearchStateFile.load(finished, fixture.manager());
            assertThat(resumed).isEqualTo(uninterrupted.with(Optional.empty()));
        }
    }

    @Test
    void aStateSurvivesItsFileUnchanged(@TempDir Path folder) {
        try (SearchFixture fixture = new SearchFixture()) {
            Latent noise = Latent.noise(new Shape(1, 16, 3, 4, 6), 5);
            SearchState state = new BttfState(
                            2,
                            7,
                            1,
                            OptionalDouble.of(0.25),
                            new AdamW.State(noise, Latent.noise(noise.shape(), 6), noise, 31),
                            Optional.empty())
                    .asState();
            Path file = folder.resolve("state.safetensors");

            SearchStateFile.save(file, state, fixture.manager());

            assertThat(SearchStateFile.load(file, fixture.manager())).isEqualTo(state);
            assertThat(file).hasBinaryContent(SearchStateFile.bytes(state, fixture.manager()));
        }
    }

    /** Tolerance 1e-6 relative; on one kind of device the two are expected to be equal. */
    @Test
    void keptAndRecomputedGradientsAgree() {
        SearchState kept = runToTheEnd(SearchFixture.settings(1, 2, 3, Long.MAX_VALUE));
        SearchState steps = runToTheEnd(SearchFixture.settings(1, 2, 3, 20_000_000));
        SearchState blocks = runToTheEnd(SearchFixture.settings(1, 2, 3, 0));

        assertThat(relativeError(latent(steps), latent(kept))).isLessThan(1e-6);
        assertThat(relativeError(latent(blocks), latent(kept))).isLessThan(1e-6);
    }

    private static double relativeError(Latent one, Latent other) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < one.values().length; i++) {
            worst = Math.max(worst, Math.abs((double) one.values()[i] - other.values()[i]));
            largest = Math.max(largest, Math.abs(other.values()[i]));
        }
        return worst / largest;
    }

    @Test
    void aConfidentStageEndsEarlyAndTheSearchGoesOnToTheLast() {
        SearchSettings base = SearchFixture.settings(0, 50, 3, Long.MAX_VALUE);
        SearchSettings confident = new SearchSettings(
                0,
                50,
                3,
                base.optimiser(),
                0,
                3,
                base.gradients(),
                new StopPolicy.Confident(1e-6, 2),
                Redraws.NONE,
                base.graphBudget());
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(confident)) {
            SearchState end = SearchFixture.run(search, search.start(fixture.noise()));

            assertThat(end.stage()).isEqualTo(4);
            assertThat(BttfState.of(end).optimiser().step()).isEqualTo(6);
        }
    }

    @Test
    void aStartThatLeadsNowhereIsDrawnAnewFromTheSeed() {
        SearchSettings base = SearchFixture.settings(0, 3, 1, Long.MAX_VALUE);
        SearchSettings redrawing = new SearchSettings(
                0,
                3,
                1,
                base.optimiser(),
                0,
                3,
                base.gradients(),
                new StopPolicy.Confident(0.999999, 1),
                new Redraws(2, 2, 5),
                base.graphBudget());
        List<Long> steps = new ArrayList<>();
        Set<Latent> fresh = new HashSet<>();
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(redrawing)) {
            SearchState state = search.start(fixture.noise());
            while (!search.isDone(state)) {
                state = search.next(state);
                steps.add(state.counter("step"));
                if (state.counter("step") == 0) {
                    fresh.add(latent(state));
                }
            }
            assertThat(state.last().orElseThrow().iteration()).isEqualTo(redrawing.maximumUpdates());
            assertThat(steps).containsExactly(1L, 0L, 1L, 0L, 1L, 2L, 3L);
            assertThat(fresh).hasSize(2);
        }
    }

    @Test
    void nonFiniteNumbersStopTheSearchWithThePlace() {
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(SETTINGS)) {
            float[] values = fixture.noise().values();
            values[3] = Float.NaN;
            SearchState broken = search.start(Latent.of(search.latentShape(), values));

            assertThatThrownBy(() -> search.next(broken))
                    .isInstanceOf(NonFiniteException.class)
                    .hasMessageContaining("stage 0, update 1");
        }
    }

    @Test
    void aShortcutGradientDiffersFromTheFullOneAndIsNamed() {
        SearchSettings full = SearchFixture.settings(0, 1, 3, Long.MAX_VALUE);
        SearchSettings last = new SearchSettings(
                0,
                1,
                3,
                full.optimiser(),
                full.styleWeight(),
                3,
                new GradientPolicy.LastSteps(1),
                full.stop(),
                Redraws.NONE,
                full.graphBudget());

        assertThat(latent(runToTheEnd(last))).isNotEqualTo(latent(runToTheEnd(full)));
        assertThat(last.gradients().label()).isEqualTo("last-1");
    }

    /** Resident memory after the first hundred updates and after two thousand: at most 40 MB more. */
    @Test
    void twoThousandUpdatesDoNotGrowNativeMemory() throws Exception {
        SearchSettings settings = SearchFixture.settings(2100, 1, 1, Long.MAX_VALUE);
        SearchSettings decoding = SearchFixture.settings(0, 2100, 1, Long.MAX_VALUE);
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch inversion = fixture.search(settings);
                CounterfactualSearch search = fixture.search(decoding)) {
            SearchState a = inversion.start(fixture.noise());
            SearchState b = search.start(fixture.noise());
            long settled = 0;
            for (int update = 0; update < 2000; update++) {
                // most updates are cheap ones; every fourth goes through decoder and classifier too
                if (update % 4 == 0) {
                    b = search.next(b);
                } else {
                    a = inversion.next(a);
                }
                if (update == 200) {
                    settled = residentKiB();
                }
            }
            assertThat(residentKiB() - settled).isLessThan(40 * 1024);
        }
    }

    private static long residentKiB() throws Exception {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Latent latent(SearchState state) {
        return BttfState.of(state).latent();
    }

    private static SearchState runToTheEnd(SearchSettings settings) {
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(settings)) {
            return SearchFixture.run(search, search.start(fixture.noise()));
        }
    }
}
