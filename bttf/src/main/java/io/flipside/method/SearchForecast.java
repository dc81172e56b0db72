package io.flipside.method;

import io.flipside.UserError;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.MachineRates;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.generator.GeneratorCosts;
import io.flipside.tensor.Precision;
import java.util.List;
import java.util.Optional;

/**
 * What a search costs at most, before anything is loaded.
 *
 * @param generator what its networks cost
 * @param classifier what the classifier costs
 * @param search what its method makes of that
 */
public record SearchForecast(GeneratorCosts generator, ClassifierCosts classifier, Forecast search) {
    /**
     * The forecast of a search.
     *
     * @param settings of any method
     * @throws UserError if its method does not know beforehand
     * @throws SettingRefused if a setting does not fit the models
     */
    public static SearchForecast of(GeneratorCosts generator, ClassifierCosts classifier, MethodSettings settings) {
        return SearchMethods.forecast(generator, classifier, settings)
                .map(search -> new SearchForecast(generator, classifier, search))
                .orElseThrow(() -> new UserError("What a search by method '" + settings.method()
                        + "' costs is not known beforehand. Try it with few updates, and time them."));
    }

    /** Every stage, in order. */
    public List<StageForecast> stages() {
        return search.stages();
    }

    /** Updates at most. */
    public int updates() {
        return stages().stream().mapToInt(StageForecast::updates).sum();
    }

    /** Bytes of the largest graphs. */
    public long graphBytes() {
        return stages().stream().mapToLong(StageForecast::graphBytes).max().orElse(0);
    }

    /** Operations of the whole search. */
    public double operations() {
        return search.once().total()
                + stages().stream()
                        .mapToDouble(stage -> stage.updates() * stage.operations())
                        .sum();
    }

    /** Seconds of one update of a stage, if the machine's rates in the types of the search are known. */
    public Optional<Double> seconds(StageForecast stage, MachineRates machine) {
        return new UpdateTime(generator, classifier, machine).seconds(stage);
    }

    /** Seconds of the whole search, loading and rendering aside, if those of its updates are known. */
    public Optional<Double> seconds(MachineRates machine) {
        Optional<Double> all = machine.in(Precision.FLOAT32)
                .map(exact -> exact.decoder().seconds(generator.channels(), search.once().total(), 0));
        for (StageForecast stage : stages()) {
            all = all.flatMap(sum -> seconds(stage, machine).map(seconds -> sum + stage.updates() * seconds));
        }
        return all;
    }
}
