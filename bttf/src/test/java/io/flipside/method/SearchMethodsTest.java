package io.flipside.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.method.draws.RandomDraws;
import io.flipside.search.SearchFixture;
import io.flipside.search.SearchSettings;
import io.flipside.tensor.UnknownChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method, and that one more takes nothing but its own room. */
class SearchMethodsTest {
    private static final SearchSettings BTTF = SearchFixture.settings(1, 2, 2, SearchSettings.DEFAULT_GRAPH_BUDGET);

    static List<MethodSettings> everyMethod() {
        return List.of(
                BTTF,
                new RandomDraws.Settings(2),
                attack(),
                guidance("cg-frame"),
                guidance("cg-video"),
                guidance("cg-video-mid"));
    }

    private static MethodSettings attack() {
        return settings(
                "pgd",
                Map.of(
                        "settings.norm", 2.0,
                        "settings.epsilon", 1.0,
                        "settings.referenceValues", 0.0,
                        "settings.iterations", 3.0,
                        "settings.relativeStep", 0.5,
                        "settings.targeted", 1.0,
                        "settings.randomStart", 1.0));
    }

    private static MethodSettings guidance(String method) {
        Map<String, Double> values = new HashMap<>(Map.of(
                "schedule.denoisingSteps", 3.0,
                "schedule.shift", 3.0,
                "schedule.lastSteps", 0.0,
                "settings.scale", 1.0,
                "settings.mostFactor", 10.0));
        if (method.equals("cg-video-mid")) {
            values.put("settings.start", 0.5);
        }
        return settings(method, values);
    }

    private static MethodSettings settings(String method, Map<String, Double> values) {
        return SearchMethods.settings(new MethodPlan(method, values, 7, MethodPlan.DEFAULT_GRAPH_BUDGET));
    }

    @Test
    void aMethodIsFoundByItsNameAndAnUnknownNameIsRefusedWithTheKnownOnes() {
        assertThat(SearchMethods.names())
                .containsExactly("bttf", "cg-frame", "cg-video", "cg-video-mid", "pgd", "random-draws");
        assertThat(SearchMethods.of("bttf").name()).isEqualTo("bttf");
        assertThatExceptionOfType(UnknownChoice.class)
                .isThrownBy(() -> SearchMethods.of("BTTF\n"))
                .withMessage(
                        "search: method is 'BTTF?'. It must be 'bttf', 'cg-frame', 'cg-video', 'cg-video-mid', 'pgd' or"
                                + " 'random-draws'.")
                .satisfies(error -> assertThat(error.field()).isEqualTo("method"));
    }

    @Test
    void theStagesSayWhatIsComingWithoutAModel() {
        assertThat(SearchMethods.stages(BTTF))
                .containsExactly(new Stage(0, "inversion", 1), new Stage(1, "n=1", 2), new Stage(2, "n=2", 2));
        assertThat(SearchMethods.stages(SearchFixture.settings(0, 3, 1, 0))).containsExactly(new Stage(1, "n=1", 3));
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void aSearchRunsThroughItsStagesInOrderAndEndsInAClip(MethodSettings settings) {
        try (SearchFixture fixture = new SearchFixture();
                Search search = SearchMethods.open(fixture.input(), settings)) {
            List<String> seen = new ArrayList<>();
            List<String> promised = new ArrayList<>();
            for (Stage stage : search.stages()) {
                for (int i = 1; i <= stage.mostUpdates(); i++) {
                    promised.add(stage.id() + "/" + i);
                }
            }
            SearchState state = search.start(7);
            while (!search.isDone(state)) {
                state = search.next(state);
                UpdateReport report = state.last().orElseThrow();
                seen.add(report.stage() + "/" + report.iteration());
                assertThat(report.terms().keySet().iterator().next()).isEqualTo("loss");
            }
            assertThat(seen).isEqualTo(promised);
            try (NDManager scope = fixture.manager().newSubManager()) {
                NDArray clip = search.render(state, scope);
                assertThat(clip.getShape()).isEqualTo(fixture.input().clip().getShape());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void aStateGoesThroughItsFileAndOnToTheSameBits(MethodSettings settings, @TempDir Path folder) {
        Path file = folder.resolve("state.safetensors");
        try (SearchFixture fixture = new SearchFixture();
                Search search = SearchMethods.open(fixture.input(), settings)) {
            SearchState state = search.next(search.start(7));
            SearchStateFile.save(file, state, fixture.manager());
            SearchState read = SearchStateFile.load(file, fixture.manager());

            assertThat(read).isEqualTo(state.with(Optional.empty()));
            assertThat(search.next(read)).isEqualTo(search.next(state));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void aStageThatIsEndedEarlyIsFollowedByTheNextOne(MethodSettings settings) {
        try (SearchFixture fixture = new SearchFixture();
                Search search = SearchMethods.open(fixture.input(), settings)) {
            List<Stage> stages = search.stages();
            SearchState state = search.start(7);
            for (Stage stage : stages) {
                assertThat(search.isDone(state)).isFalse();
                assertThat(state.stage()).isEqualTo(stage.id());
                assertThat(state.iteration()).isZero();
                state = search.nextStage(state);
            }
            assertThat(search.isDone(state)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void aStateOfAnotherMethodIsRefusedAndNothingIsMoved(MethodSettings settings) {
        SearchState foreign = new SearchState(
                1, 0, Map.of("theirs", Latent.zeros(new ai.djl.ndarray.types.Shape(1))), Map.of(), Optional.empty());
        try (SearchFixture fixture = new SearchFixture();
                Search search = SearchMethods.open(fixture.input(), settings)) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> search.next(foreign))
                    .withMessageContaining("Start the search anew");
        }
    }
}
