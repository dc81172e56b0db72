package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchMethods;
import io.flipside.method.SettingRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** This method's settings out of a plan, and what of them is told. */
class BttfPlanTest {
    private static final long BUDGET = 5;

    private static Map<String, Double> values() {
        Map<String, Double> values = new HashMap<>();
        values.put("budget.inversionIterations", 0.0);
        values.put("budget.iterations", 25.0);
        values.put("schedule.denoisingSteps", 8.0);
        values.put("schedule.shift", 3.0);
        values.put("schedule.lastSteps", 5.0);
        values.put("optimiser.learningRate", 0.05);
        values.put("optimiser.beta1", 0.9);
        values.put("optimiser.beta2", 0.999);
        values.put("optimiser.epsilon", 1e-8);
        values.put("optimiser.weightDecay", 0.0);
        values.put("losses.styleWeight", 1e5);
        values.put("stop.confidence", 0.9);
        values.put("stop.patience", 2.0);
        values.put("redraws.most", 4.0);
        values.put("redraws.after", 12.0);
        return values;
    }

    private static MethodSettings settings(Map<String, Double> values) {
        return SearchMethods.settings(new MethodPlan("bttf", values, 3, BUDGET));
    }

    @Test
    void everyValueOfThePlanHasItsPlace() {
        assertThat(settings(values()))
                .isEqualTo(new SearchSettings(
                        0,
                        25,
                        8,
                        new AdamW(0.05, 0.9, 0.999, 1e-8, 0),
                        1e5,
                        3,
                        new GradientPolicy.LastSteps(5),
                        new StopPolicy.Confident(0.9, 2),
                        new Redraws(4, 12, 3),
                        BUDGET));
    }

    @Test
    void whatIsNoneOfItsSettingsIsRefused() {
        Map<String, Double> values = values();
        values.put("settings.epsilon", 0.03);
        assertThatThrownBy(() -> settings(values))
                .isInstanceOfSatisfying(
                        SettingRefused.class, e -> assertThat(e.field()).isEqualTo("plan.settings.epsilon"))
                .hasMessageContaining(
                        "It takes budget.inversionIterations, budget.iterations, losses.priorWeight, losses.styleWeight, ");
    }

    @Test
    void resultsNameEverySettingInTheOrderOfBefore() {
        assertThat(List.copyOf(settings(values()).named().entrySet()).toString())
                .isEqualTo("[inversionIterations=0, counterfactualIterations=25, denoisingSteps=8, learningRate=0.05,"
                        + " beta1=0.9, beta2=0.999, epsilon=1.0E-8, weightDecay=0.0, styleWeight=100000.0, shift=3.0,"
                        + " gradients=last-5, stop=confident-0.9x2, redraws=4, redrawAfter=12, graphBudgetBytes=5,"
                        + " classifierFreeGuidance=off]");
    }

    private static Map<String, Double> departing() {
        Map<String, Double> values = values();
        values.put("schedule.stages.0", 2.0);
        values.put("schedule.stages.1", 8.0);
        values.put("stop.flatness", 0.05);
        values.put("optimiser.clipNorm", 1.5);
        values.put("losses.priorWeight", 0.01);
        return values;
    }

    @Test
    void whatAPlanMayLeaveOutHasItsPlaceAndItsNameToo() {
        MethodSettings settings = settings(departing());
        assertThat(settings)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(SearchSettings.class))
                .satisfies(asked -> {
                    assertThat(asked.stop()).isEqualTo(new StopPolicy.Settled(0.9, 2, 0.05));
                    assertThat(asked.departures())
                            .isEqualTo(new Departures(List.of(2, 8), OptionalDouble.of(1.5), OptionalDouble.of(0.01)));
                });
        assertThat(List.copyOf(settings.named().entrySet()).toString())
                .contains("stop=settled-0.9x2-flat-0.05")
                .endsWith("classifierFreeGuidance=off, stages=2,8, clipNorm=1.5, priorWeight=0.01]");
    }

    @Test
    void whatChangesTheGradientDecidesAndWhatEndsAStageDoesNot() {
        Map<String, Object> decisive = settings(departing()).decisive();
        assertThat(decisive).containsEntry("clipNorm", 1.5).containsEntry("priorWeight", 0.01);
        decisive.keySet().removeAll(List.of("clipNorm", "priorWeight"));
        assertThat(decisive).isEqualTo(settings(values()).decisive());
    }

    @Test
    void howLongASearchMayRunAndWhatMemoryItHasDecideNothing() {
        Map<String, Double> longer = values();
        longer.put("budget.iterations", 60.0);
        longer.put("schedule.denoisingSteps", 12.0);
        longer.put("stop.confidence", 0.5);
        assertThat(settings(longer).decisive()).isEqualTo(settings(values()).decisive());
        for (String decides : List.of("schedule.shift", "schedule.lastSteps", "optimiser.beta1", "redraws.after")) {
            Map<String, Double> other = values();
            other.merge(decides, 0.5, (before, half) -> decides.equals("optimiser.beta1") ? half : before + 1);
            assertThat(settings(other).decisive())
                    .as(decides)
                    .isNotEqualTo(settings(values()).decisive());
        }
    }

    @Test
    void aSearchThatEndedEarlyIsOneOfAsManyStepsAsItCameTo() {
        MethodSettings settings = settings(values());
        assertThat(SearchMethods.until(settings, 8)).isEqualTo(settings);
        assertThat(SearchMethods.until(settings, 3))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(SearchSettings.class))
                .satisfies(early -> {
                    assertThat(early.denoisingSteps()).isEqualTo(3);
                    assertThat(early.gradients()).isEqualTo(new GradientPolicy.LastSteps(3));
                });
        assertThat(SearchMethods.until(settings, 0)).isEqualTo(SearchMethods.until(settings, 1));
    }
}
