package io.flipside.search;

import io.flipside.UserError;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.GraphCost;
import io.flipside.cost.MachineRates;
import io.flipside.cost.Operations;
import io.flipside.generator.GeneratorCosts;
import io.flipside.method.MethodSettings;
import java.util.List;

/**
 * What a search costs at most, before anything is loaded.
 *
 * @param generator what its networks cost
 * @param classifier what the classifier costs
 * @param settings of the search
 */
public record SearchForecast(GeneratorCosts generator, ClassifierCosts classifier, SearchSettings settings) {
    private static final GraphCost NO_DECODER = new GraphCost(0, 0, 0, Operations.NONE);

    /**
     * The forecast of a search.
     *
     * @param settings of any method
     * @throws UserError if it is another method than this
     */
    public static SearchForecast of(GeneratorCosts generator, ClassifierCosts classifier, MethodSettings settings) {
        if (settings instanceof SearchSettings known) {
            return new SearchForecast(generator, classifier, known);
        }
        throw new UserError("What a search by method '" + settings.method() + "' costs is known only of '" + Bttf.NAME
                + "' beforehand. Try it with few updates, and time them.");
    }

    /** Every stage, in order. */
    public List<StageForecast> stages() {
        return new Bttf()
                .stages(settings).stream()
                        .map(stage -> stage.id() == 0
                                ? forecast(stage.label(), stage.mostUpdates(), 1, NO_DECODER, Operations.NONE)
                                : forecast(
                                        stage.label(),
                                        stage.mostUpdates(),
                                        stage.id(),
                                        generator.decoder(),
                                        classifier.logits().orElse(Operations.NONE)))
                        .toList();
    }

    private StageForecast forecast(String label, int updates, int steps, GraphCost decoder, Operations classifierWork) {
        int through = settings.gradients().stepsThrough(steps);
        GradientMemory memory = GradientMemory.within(settings.graphBudget(), through, generator.velocity(), decoder);
        int times = 1 + (memory.recomputeSteps() ? 1 : 0) + (memory.recomputeBlocks() ? 1 : 0);
        Operations velocity = generator.velocity().work();
        // a step that hands its gradient on along its identity path is computed once
        double forward = velocity.forward() * (through * times + (steps - through));
        Operations decoded = decoder.work();
        return new StageForecast(
                label,
                updates,
                memory,
                memory.bytes(through, generator.velocity(), decoder),
                new Operations(forward, velocity.backward() * through),
                new Operations(decoded.forward() * (memory.recomputeDecoder() ? 2 : 1), decoded.backward()),
                classifierWork);
    }

    /** Updates at most. */
    public int updates() {
        return settings.maximumUpdates();
    }

    /** Bytes of the largest graphs. */
    public long graphBytes() {
        return stages().stream().mapToLong(StageForecast::graphBytes).max().orElse(0);
    }

    /** Operations of the whole search. */
    public double operations() {
        return generator.once().total()
                + stages().stream()
                        .mapToDouble(stage -> stage.updates() * stage.operations())
                        .sum();
    }

    /** Seconds of one update of a stage. */
    public double seconds(StageForecast stage, MachineRates rates) {
        double matrices = rates.transformer(generator.width());
        return (stage.transformer().total() + stage.classifier().total()) / matrices
                + stage.decoder().total() / rates.decoder(generator.channels());
    }

    /** Seconds of the whole search, loading and rendering aside. */
    public double seconds(MachineRates rates) {
        return generator.once().total() / rates.decoder(generator.channels())
                + stages().stream()
                        .mapToDouble(stage -> stage.updates() * seconds(stage, rates))
                        .sum();
    }
}
