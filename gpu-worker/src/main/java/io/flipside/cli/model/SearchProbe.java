package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.cost.MachineRates;
import io.flipside.cost.StageForecast;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorSettings;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchForecast;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
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
    private static final int STEPS = 5;
    private static final int WARM_UP = 3;
    private static final int UPDATES = 10;
    private static final double NANOS = 1e9;

    private final TorchDevice device;
    private final LongSupplier nanoTime;

    SearchProbe(TorchDevice device, LongSupplier nanoTime) {
        this.device = device;
        this.nanoTime = nanoTime;
    }

    /** Measured over forecast; 1 if these rates forecast nothing. */
    double factor(MachineRates rates) {
        AuditPlan plan =
                Presets.of(Presets.DEFAULT).with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(WARM_UP + UPDATES, STEPS));
        MethodSettings settings = Plans.settings(plan, 1, Long.MAX_VALUE);
        Path classifier = Home.classifier(Home.TINY);
        Path generator = Home.generator(Home.TINY);
        GeneratorCosts costs = GeneratorFolder.costs(generator, GeneratorSettings.DEFAULT);
        ClassifierCosts ofClassifier = ClassifierFolder.costs(classifier, costs.clip());
        SearchForecast forecast = SearchForecast.of(costs, ofClassifier, settings);
        List<StageForecast> stages = forecast.stages();
        return forecast.seconds(stages.get(stages.size() - 1), rates)
                .map(expected -> seconds(classifier, generator, settings) / expected)
                .orElse(1.0);
    }

    private double seconds(Path classifier, Path generator, MethodSettings settings) {
        ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, 0);
        try (Models models = Models.open(classifier, generator, Optional.empty(), device, GeneratorSettings.DEFAULT);
                NDManager scope = models.manager().newSubManager()) {
            Clip clip = models.preprocess()
                    .apply(new Clip(drawn.frames(), drawn.profile().framesPerSecond()));
            NDArray pixels = Prediction.toArray(clip, scope);
            try (Search search =
                    SearchMethods.open(new SearchInput(models.generator(), models.classifier(), pixels, 0), settings)) {
                SearchState start = search.start(1);
                SearchState state = new SearchState(STEPS, 0, start.latents(), start.counters(), Optional.empty());
                for (int i = 0; i < WARM_UP; i++) {
                    state = search.next(state);
                }
                long before = nanoTime.getAsLong();
                for (int i = 0; i < UPDATES; i++) {
                    state = search.next(state);
                }
                return (nanoTime.getAsLong() - before) / NANOS / UPDATES;
            }
        }
    }
}
