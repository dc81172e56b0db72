package io.flipside.pgd;

import ai.djl.ndarray.NDArray;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.classifier.VideoClassifier;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.generator.GeneratorCosts;
import io.flipside.method.Forecast;
import io.flipside.method.MethodPlan;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethod;
import io.flipside.method.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Projected gradient descent (Madry et al. 2018) on the pixels of the clip itself: no generator holds it to natural clips.
 */
public final class Pgd implements SearchMethod<PgdSettings> {
    /** Its name. */
    public static final String NAME = "pgd";

    static final int STAGE = 1;

    private static final int MOST_ITERATIONS = 10_000;
    private static final long CHANNELS = 3;
    private static final int L2 = 2;
    private static final double MOST_L2 = 1e6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PgdSettings> settingsType() {
        return PgdSettings.class;
    }

    @Override
    public PgdSettings settings(MethodPlan plan) {
        return new PgdSettings(
                budget(plan),
                plan.whole("settings.iterations", 1, MOST_ITERATIONS),
                plan.number("settings.relativeStep", step -> step > 0 && step <= 2, "more than 0, at most 2"),
                plan.whole("settings.targeted", 0, 1) == 1,
                plan.whole("settings.randomStart", 0, 1) == 1);
    }

    // a plan has numbers only: 0 stands for the norm that has no finite one
    private static PixelBudget budget(MethodPlan plan) {
        double norm = plan.number(
                "settings.norm",
                value -> value == L2 || value == 0,
                "2 (l2, of the whole clip) or 0 (linf, per value)");
        if (norm == L2) {
            return new PixelBudget(
                    Norm.L2,
                    plan.number(
                            "settings.epsilon",
                            epsilon -> epsilon > 0 && epsilon <= MOST_L2,
                            "more than 0, at most 1e6"),
                    plan.whole("settings.referenceValues", 0, Integer.MAX_VALUE));
        }
        return new PixelBudget(
                Norm.LINF,
                plan.number(
                        "settings.epsilon", epsilon -> epsilon > 0 && epsilon <= 1, "more than 0, at most 1 (linf)"),
                (int) plan.number("settings.referenceValues", values -> values == 0, "0 where settings.norm is 0"));
    }

    @Override
    public List<Stage> stages(PgdSettings settings) {
        return List.of(new Stage(STAGE, "attack", settings.iterations()));
    }

    @Override
    public PgdSettings until(PgdSettings settings, int stage) {
        return settings;
    }

    @Override
    public Optional<Forecast> forecast(GeneratorCosts generator, ClassifierCosts classifier, PgdSettings settings) {
        Stage stage = stages(settings).get(0);
        long clipBytes = CHANNELS * Float.BYTES * generator.clip().places();
        // a classifier that only its program knows is all there is: nothing can be said then
        return classifier
                .logits()
                .map(classified -> new StageForecast(
                        stage.label(), stage.mostUpdates(), List.of(), 0, Operations.NONE, Operations.NONE, classified))
                .map(forecast -> new Forecast(Operations.NONE, List.of(forecast), clipBytes));
    }

    @Override
    public Search open(SearchInput input, PgdSettings settings) {
        return new PgdSearch(input, settings);
    }

    /**
     * An attack on a clip where there is no generator, which it needs nothing of.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     * @param target index of the class whose probability is reported, and raised if the attack is a targeted one
     */
    public static Search attack(VideoClassifier classifier, NDArray clip, int target, PgdSettings settings) {
        return new PgdSearch(classifier, clip, target, settings);
    }
}
