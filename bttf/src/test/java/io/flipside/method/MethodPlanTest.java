package io.flipside.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flipside.method.draws.RandomDraws;
import io.flipside.tensor.UnknownChoice;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan says to a method, and what it may not. */
class MethodPlanTest {
    private static final String DRAWS = "settings.draws";

    private static MethodSettings settings(Map<String, Double> values) {
        return SearchMethods.settings(new MethodPlan("random-draws", values, 7, 0));
    }

    private static SettingRefused refused(Map<String, Double> values) {
        return catchThrowableOfType(SettingRefused.class, () -> settings(values));
    }

    @Test
    void aMethodTakesItsSettingsFromThePlan() {
        assertThat(settings(Map.of(DRAWS, 3.0))).isEqualTo(new RandomDraws.Settings(3));
    }

    @Test
    void whatAMethodNeedsAndThePlanLacksIsNamed() {
        assertThat(refused(Map.of()))
                .hasMessage("field 'plan.settings.draws' is missing: method 'random-draws' needs it.");
    }

    @Test
    void aValueThatCannotBeNamesItsFieldAndWhatWouldBeRight() {
        for (double wrong : new double[] {0, 101, 1.5, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(refused(Map.of(DRAWS, wrong)))
                    .as("%s", wrong)
                    .hasMessageEndingWith("it must be a whole number, 1 to 100.")
                    .satisfies(e -> assertThat(e.field()).isEqualTo("plan.settings.draws"));
        }
    }

    @Test
    void whatAMethodHasNoUseForIsRefusedWithWhatItTakes() {
        assertThat(refused(Map.of(DRAWS, 3.0, "losses.styleWeight", 1e5)))
                .hasMessage("field 'plan.losses.styleWeight' is nothing that method 'random-draws' takes."
                        + " It takes settings.draws.")
                .satisfies(e -> assertThat(e.field()).isEqualTo("plan.losses.styleWeight"));
    }

    @Test
    void aMethodThatNobodyKnowsIsRefusedWithTheKnownOnes() {
        UnknownChoice unknown = catchThrowableOfType(
                UnknownChoice.class, () -> SearchMethods.settings(new MethodPlan("sketching", Map.of(), 7, 0)));
        assertThat(unknown)
                .hasMessageStartingWith("search: method is 'sketching'. It must be 'bttf', 'cg-frame', ")
                .hasMessageEndingWith("'pgd' or 'random-draws'.");
    }
}
