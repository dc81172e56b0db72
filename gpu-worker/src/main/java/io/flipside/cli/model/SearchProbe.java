package io.flipside.cli.model;

import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.cli.Home;
import io.flipside.cost.MachineRates;
import io.flipside.cost.SearchOverhead;
import io.flipside.cost.StageForecast;
import io.flipside.explain.Models;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorSettings;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchForecast;
import io.flipside.steps.Plans;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How much longer an update of a search takes than its networks by themselves: norms, activations, copies and the optimiser
 * are in no count of operations. Measured on the shipped models.
 */
final class SearchProbe {
    private static final int FEW_STEPS = 1;
    private static final int MANY_STEPS = 8;
    private static final int WARM_UP = 3;
    private static final int UPDATES = 10;

    private final TorchDevice device;
    private final LongSupplier nanoTime;

    SearchProbe(TorchDevice device, LongSupplier nanoTime) {
        this.device = device;
        this.nanoTime = nanoTime;
    }

    /** Measured beside forecast, of updates with few and with many steps; none if these rates forecast nothing. */
    SearchOverhead overhead(MachineRates rates) {
        Path classifier = Home.classifier(Home.TINY);
        Path generator = Home.generator(Home.TINY);
        try (Models models = Models.open(classifier, generator, Optional.empty(), device, GeneratorSettings.DEFAULT)) {
            return update(FEW_STEPS, models, rates)
                    .flatMap(few -> update(MANY_STEPS, models, rates).map(many -> SearchOverhead.between(few, many)))
                    .orElse(SearchOverhead.NONE);
        }
    }

    private Optional<SearchOverhead.Update> update(int steps, Models models, MachineRates rates) {
        MethodSettings settings = settings(steps);
        GeneratorCosts costs = GeneratorFolder.costs(Home.generator(Home.TINY), GeneratorSettings.DEFAULT);
        ClassifierCosts ofClassifier = ClassifierFolder.costs(Home.classifier(Home.TINY), costs.clip());
        SearchForecast forecast = SearchForecast.of(costs, ofClassifier, settings);
        List<StageForecast> stages = forecast.stages();
        return forecast.seconds(stages.get(stages.size() - 1), rates)
                .map(networks -> new SearchOverhead.Update(
                        networks,
                        TimedUpdates.of(models, settings, new TimedUpdates.Count(steps, WARM_UP, UPDATES), nanoTime)
                                .seconds()));
    }

    private static MethodSettings settings(int steps) {
        AuditPlan plan =
                Presets.of(Presets.DEFAULT).with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(WARM_UP + UPDATES, steps));
        return Plans.settings(plan, 1, Long.MAX_VALUE);
    }
}
