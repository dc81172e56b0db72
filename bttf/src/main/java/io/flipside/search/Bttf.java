package io.flipside.search;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.generator.GeneratorCosts;
import io.flipside.method.Forecast;
import io.flipside.method.MethodPlan;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethod;
import io.flipside.method.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** "Back to the Feature": inversion, then one stage for each number of denoising steps 1 to N,
 * or for those that are asked for. */
public final class Bttf implements SearchMethod<SearchSettings> {
    /** Its name. */
    public static final String NAME = "bttf";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<SearchSettings> settingsType() {
        return SearchSettings.class;
    }

    @Override
    public SearchSettings settings(MethodPlan plan) {
        return BttfPlan.settings(plan);
    }

    @Override
    public SearchSettings until(SearchSettings settings, int stage) {
        return settings.until(stage);
    }

    @Override
    public List<Stage> stages(SearchSettings settings) {
        List<Stage> stages = new ArrayList<>();
        if (settings.inversionIterations() > 0) {
            stages.add(new Stage(0, "inversion", settings.maximumUpdates(0)));
        }
        for (int n : settings.steps()) {
            stages.add(new Stage(n, "n=" + n, settings.maximumUpdates(n)));
        }
        return stages;
    }

    @Override
    public Optional<Forecast> forecast(GeneratorCosts generator, ClassifierCosts classifier, SearchSettings settings) {
        return Optional.of(new BttfForecast(generator, classifier, settings).forecast());
    }

    @Override
    public Search open(SearchInput input, SearchSettings settings) {
        return new CounterfactualSearch(input.generator(), input.classifier(), input.clip(), input.target(), settings);
    }
}
