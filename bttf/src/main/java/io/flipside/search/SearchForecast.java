package io.flipside.search;

import io.flipside.UserError;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.GraphCost;
import io.flipside.cost.MachineRates;
import io.flipside.cost.Operations;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.NetworkPrecision;
import io.flipside.method.MethodSettings;
import io.flipside.method.Stage;
import io.flipside.tensor.Precision;
import java.util.List;
import java.util.Optional;

/**
 * What a search costs at most, before anything is loaded.
 *
 * @param generator what its networks cost
 * @param classifier what the classifier costs
 * @param settings of the search
 */
public record SearchForecast(GeneratorCosts generator, ClassifierCosts classifier, SearchSettings settings) {
    private static final GraphCost NO_DECODER = new GraphCost(0, 0, 0, Operations.NONE);

    /** @throws io.flipside.method.SettingRefused if the settings need a small decoder and the generator has none */
    public SearchForecast {
        if (settings.departures().exactUpdates().isPresent()
                && generator.smallDecoder().isEmpty()) {
            throw Departures.noSmallDecoder();
        }
    }

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
                        .map(stage ->
                                stage.id() == 0 ? forecast(stage, 1, NO_DECODER, Operations.NONE) : decoding(stage))
                        .toList();
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
        int times = 1 + (memory.recomputeSteps() ? 1 : 0) + (memory.recomputeBlocks() ? 1 : 0);
        Operations velocity = generator.velocity().work();
        // a step that hands its gradient on along its identity path is computed once
        double forward = velocity.forward() * (through * times + (steps - through));
        Operations decoded = decoder.work();
        return new StageForecast(
                stage.label(),
                stage.mostUpdates(),
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

    /** Seconds of one update of a stage, if the machine's rates in the types of the search are known. */
    public Optional<Double> seconds(StageForecast stage, MachineRates machine) {
        double matrices = stage.transformer().total();
        double convolutions = stage.decoder().total();
        double classified = stage.classifier().total();
        NetworkPrecision types = generator.precision();
        return machine.in(types.transformer())
                .flatMap(transformer -> machine.in(types.vae()).flatMap(vae -> machine.in(Precision.FLOAT32)
                        .map(exact -> matrices / transformer.ofTransformer(generator.width())
                                + convolutions / vae.ofDecoder(generator.channels())
                                + classified / exact.ofTransformer(generator.width()))));
    }

    /** Seconds of the whole search, loading and rendering aside, if those of its updates are known. */
    public Optional<Double> seconds(MachineRates machine) {
        Optional<Double> all = machine.in(Precision.FLOAT32)
                .map(exact -> generator.once().total() / exact.ofDecoder(generator.channels()));
        for (StageForecast stage : stages()) {
            all = all.flatMap(sum -> seconds(stage, machine).map(seconds -> sum + stage.updates() * seconds));
        }
        return all;
    }
}
