package io.flipside.search;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.generator.GeneratorCosts;
import io.flipside.method.Forecast;
import io.flipside.method.Stage;
import java.util.List;

/**
 * What a search of this method costs at most.
 *
 * @param generator what its networks cost
 * @param classifier what the classifier costs
 * @param settings of the search
 */
record BttfForecast(GeneratorCosts generator, ClassifierCosts classifier, SearchSettings settings) {
    private static final GraphCost NO_DECODER = new GraphCost(0, 0, 0, Operations.NONE);
    /** The noise and the optimiser's two moments. */
    private static final int LATENTS_OF_A_STATE = 3;

    /** @throws io.flipside.method.SettingRefused if the settings need a small decoder and the generator has none */
    BttfForecast {
        if (settings.departures().exactUpdates().isPresent()
                && generator.smallDecoder().isEmpty()) {
            throw Departures.noSmallDecoder();
        }
    }

    Forecast forecast() {
        List<StageForecast> stages = new Bttf()
                .stages(settings).stream()
                        .map(stage ->
                                stage.id() == 0 ? forecast(stage, 1, NO_DECODER, Operations.NONE) : decoding(stage))
                        .toList();
        return new Forecast(generator.once(), stages, LATENTS_OF_A_STATE * generator.latentBytes());
    }

    /** A small decoder's updates and the exact one's, as one update of their mean; memory is that of the larger. */
    private StageForecast decoding(Stage stage) {
        Operations classified = classifier.logits().orElse(Operations.NONE);
        StageForecast exact = forecast(stage, stage.id(), generator.decoder(), classified);
        double part = (double) settings.mostExactUpdates(stage.id()) / stage.mostUpdates();
        return generator
                .smallDecoder()
                .filter(small -> settings.departures().exactUpdates().isPresent())
                .map(small -> forecast(stage, stage.id(), small, classified))
                .map(small -> exact.decoding(
                        exact.decoder().times(part).plus(small.decoder().times(1 - part))))
                .orElse(exact);
    }

    private StageForecast forecast(Stage stage, int steps, GraphCost decoder, Operations classifierWork) {
        int through = settings.gradients().stepsThrough(steps);
        GradientMemory memory = GradientMemory.within(settings.graphBudget(), through, generator.velocity(), decoder);
        Operations velocity = generator.velocity().work();
        // a step that hands its gradient on along its identity path is computed once
        double forward = velocity.forward() * (through * memory.timesComputed() + (steps - through));
        return new StageForecast(
                stage.label(),
                stage.mostUpdates(),
                memory.recomputed(),
                memory.bytes(through, generator.velocity(), decoder),
                new Operations(forward, velocity.backward() * through),
                memory.decoding(decoder.work()),
                classifierWork);
    }
}
