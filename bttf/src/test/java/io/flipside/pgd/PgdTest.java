package io.flipside.pgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import io.flipside.method.SettingRefused;
import io.flipside.method.ShippedInput;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks on the shipped classifier. */
class PgdTest {
    private static final double ROUNDING = 1e-5;

    private static PgdSettings settings(Norm norm, boolean targeted, boolean randomStart) {
        PixelBudget budget = norm == Norm.L2 ? new PixelBudget(norm, 8, 0) : new PixelBudget(norm, 0.05, 0);
        return new PgdSettings(budget, 6, 0.2, targeted, randomStart);
    }

    /** Every state, the start first. */
    private static List<SearchState> states(Search search) {
        List<SearchState> states = new ArrayList<>(List.of(search.start(3)));
        while (!search.isDone(states.get(states.size() - 1))) {
            states.add(search.next(states.get(states.size() - 1)));
        }
        return states;
    }

    @ParameterizedTest
    @CsvSource({"L2, true", "L2, false", "LINF, true", "LINF, false"})
    void theLossReallyBecomesLessAndTheClipStaysInTheBallWithItsPixelsInRange(Norm norm, boolean targeted) {
        PgdSettings settings = settings(norm, targeted, false);
        try (ShippedInput shipped = new ShippedInput();
                Search search = new Pgd().open(shipped.input(), settings)) {
            List<SearchState> states = states(search);

            int label = targeted ? shipped.target() : shipped.label();
            double before = shipped.probability(search, states.get(0), label);
            double after = shipped.probability(search, states.get(states.size() - 1), label);
            assertThat(targeted ? after : before).isGreaterThan(targeted ? before : after);
            assertThat(last(states).last().orElseThrow().loss())
                    .isLessThan(states.get(1).last().orElseThrow().loss());
            for (SearchState state : states) {
                assertThat(distance(shipped, search, states.get(0), state, norm))
                        .isLessThanOrEqualTo(settings.budget().epsilon() + ROUNDING);
            }
            assertThat(distance(shipped, search, states.get(0), last(states), norm))
                    .isPositive();
        }
    }

    private static SearchState last(List<SearchState> states) {
        return states.get(states.size() - 1);
    }

    /** Of what is rendered, pixels in [0, 1]. */
    private static double distance(ShippedInput shipped, Search search, SearchState from, SearchState to, Norm norm) {
        try (NDManager scope = shipped.manager().newSubManager()) {
            NDArray clip = search.render(to, scope);
            assertThat(clip.getShape()).isEqualTo(shipped.clip().getShape());
            assertThat(clip.max().getFloat()).isLessThanOrEqualTo(1);
            assertThat(clip.min().getFloat()).isGreaterThanOrEqualTo(-1);
            NDArray difference = clip.sub(search.render(from, scope)).abs();
            double most = difference.max().getFloat() / 2;
            return norm == Norm.LINF
                    ? most
                    : Math.sqrt(difference.square().sum().getFloat()) / 2;
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void fromEveryCheckpointItGoesOnToTheSameBits(Norm norm, @TempDir Path folder) {
        try (ShippedInput shipped = new ShippedInput();
                Search search = new Pgd().open(shipped.input(), settings(norm, true, true));
                Search again = new Pgd().open(shipped.input(), settings(norm, true, true))) {
            List<SearchState> states = states(search);
            for (int i = 0; i + 1 < states.size(); i++) {
                Path file = folder.resolve(i + ".safetensors");
                SearchStateFile.save(file, states.get(i), shipped.manager());
                assertThat(again.next(SearchStateFile.load(file, shipped.manager())))
                        .isEqualTo(states.get(i + 1));
            }
        }
    }

    @Test
    void aRandomStartFollowsFromTheSeedAndAnyOtherIsTheClip() {
        try (ShippedInput shipped = new ShippedInput();
                Search still = new Pgd().open(shipped.input(), settings(Norm.L2, true, false));
                Search drawn = new Pgd().open(shipped.input(), settings(Norm.L2, true, true))) {
            assertThat(still.start(1)).isEqualTo(still.start(2));
            assertThat(drawn.start(1)).isEqualTo(drawn.start(1)).isNotEqualTo(drawn.start(2));
            // nearly all of a ball of so many dimensions is next to its surface, but black pixels only brighten
            assertThat(distance(shipped, still, still.start(1), drawn.start(1), Norm.L2))
                    .isBetween(4.0, 8 + ROUNDING);
        }
    }

    private static final Map<String, Double> WHOLE = Map.of(
            "settings.norm", 2.0,
            "settings.epsilon", 20.0,
            "settings.referenceValues", 12_582_912.0,
            "settings.iterations", 40.0,
            "settings.relativeStep", 0.1,
            "settings.targeted", 1.0,
            "settings.randomStart", 0.0);

    private static MethodSettings read(String name, double value) {
        Map<String, Double> values = new HashMap<>(WHOLE);
        values.put("settings." + name, value);
        return SearchMethods.settings(new MethodPlan(Pgd.NAME, values, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "norm, 1",
        "epsilon, 0",
        "epsilon, 1e7",
        "referenceValues, -1",
        "iterations, 0",
        "iterations, 10001",
        "relativeStep, 0",
        "relativeStep, 2.1",
        "targeted, 2",
        "randomStart, 0.5",
        "norm, 0"
    })
    void aSettingThatCannotBeIsNamed(String name, double value) {
        SettingRefused refused = catchThrowableOfType(SettingRefused.class, () -> read(name, value));
        // an epsilon of 20 is none where every value counts by itself
        assertThat(refused.field())
                .isEqualTo("plan.settings." + (name.equals("norm") && value == 0 ? "epsilon" : name));
    }

    @Test
    void thePapersEpsilonOnASmallClipIsOfTheSameRootMeanSquare() {
        PgdSettings settings = (PgdSettings) read("iterations", 7);
        assertThat(settings.named())
                .containsEntry("norm", "l2")
                .containsEntry("epsilon", 20.0)
                .containsEntry("iterations", 7);
        assertThat(settings.budget().radius(17 * 3 * 64 * 64) / Math.sqrt(17 * 3 * 64 * 64))
                .isCloseTo(1.44 / 255, within(0.01 / 255));
        assertThat(new Pgd().stages(settings).get(0).mostUpdates()).isEqualTo(7);
        assertThat(Optional.of(new Pgd().until(settings, 1))).contains(settings);
    }
}
