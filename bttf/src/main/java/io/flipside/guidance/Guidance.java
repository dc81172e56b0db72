package io.flipside.guidance;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.generator.GeneratorCosts;
import io.flipside.method.Forecast;
import io.flipside.method.MethodPlan;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethod;
import io.flipside.method.Stage;
import io.flipside.search.GradientMemory;
import java.util.List;
import java.util.Optional;

/** What the three ways of classifier guidance have in common. */
abstract class Guidance implements SearchMethod<GuidanceSettings> {
    static final int STAGE = 1;

    /** What the classifier sees of a clip. */
    abstract Guide guide(SearchInput input);

    @Override
    public Class<GuidanceSettings> settingsType() {
        return GuidanceSettings.class;
    }

    @Override
    public GuidanceSettings settings(MethodPlan plan) {
        return GuidanceSettings.of(plan, 1);
    }

    @Override
    public List<Stage> stages(GuidanceSettings settings) {
        return stagesOf(settings);
    }

    static List<Stage> stagesOf(GuidanceSettings settings) {
        return List.of(new Stage(STAGE, "drawing", settings.levels().steps()));
    }

    @Override
    public GuidanceSettings until(GuidanceSettings settings, int stage) {
        return settings;
    }

    /** What the classifier computes in one update on a clip of so many frames. */
    Operations classified(Operations ofClip, long frames) {
        return ofClip;
    }

    @Override
    public Optional<Forecast> forecast(
            GeneratorCosts generator, ClassifierCosts classifier, GuidanceSettings settings) {
        GradientMemory memory =
                GradientMemory.within(settings.graphBudget(), 1, generator.velocity(), generator.decoder());
        Stage stage = stages(settings).get(0);
        Operations velocity = generator.velocity().work();
        StageForecast forecast = new StageForecast(
                stage.label(),
                stage.mostUpdates(),
                memory.recomputed(),
                memory.bytes(1, generator.velocity(), generator.decoder()),
                new Operations(velocity.forward() * memory.timesComputed(), velocity.backward()),
                memory.decoding(generator.decoder().work()),
                classified(
                        classifier.logits().orElse(Operations.NONE),
                        generator.clip().frames()));
        return Optional.of(new Forecast(generator.once(), List.of(forecast), generator.latentBytes()));
    }

    @Override
    public Search open(SearchInput input, GuidanceSettings settings) {
        return new GuidedDrawing(input, guide(input), settings);
    }
}
