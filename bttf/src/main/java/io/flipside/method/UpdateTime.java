package io.flipside.method;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.MachineRates;
import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import io.flipside.cost.TypeRates;
import io.flipside.cost.WeightUse;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.NetworkPrecision;
import java.util.Optional;

/**
 * What updates take on a machine.
 *
 * @param generator what its networks cost
 * @param classifier what the classifier costs
 * @param machine how fast it is
 */
record UpdateTime(GeneratorCosts generator, ClassifierCosts classifier, MachineRates machine) {
    /** Of one update, if the rates of the types that it is computed in are known. */
    Optional<Double> seconds(StageForecast stage) {
        NetworkPrecision types = generator.precision();
        return machine.in(types.transformer())
                .flatMap(transformer -> machine.in(types.vae())
                        .map(vae -> velocities(stage, transformer)
                                + decodes(stage, vae)
                                + classified(stage)
                                + machine.search().updateSeconds()));
    }

    private double velocities(StageForecast stage, TypeRates rates) {
        Operations once = generator.velocity().work();
        double work = stage.transformer().total();
        double computed =
                rates.transformer().seconds(generator.width(), work, times(work, once.total()) * generator.blocks());
        WeightUse use = generator.brought();
        double bytes = use.bytes() * times(stage.transformer().forward(), once.forward());
        double there = computed + rates.weights().seconds(use.holding(), bytes);
        double read = use.isRead(cached(stage)) ? bytes / machine.search().fileBytesASecond() : 0;
        // block by block the neighbours are fetched while one runs; a graph of all blocks waits for each
        return stage.runsBlockByBlock() ? Math.max(there, read) : there + read;
    }

    /** Bytes of files that stay in memory beside the search; none on a machine of unknown memory. */
    private long cached(StageForecast stage) {
        return Math.max(
                0,
                machine.search().memoryBytes()
                        - stage.graphBytes()
                        - generator.heldBytes()
                        - classifier.weights());
    }

    private double decodes(StageForecast stage, TypeRates rates) {
        double work = stage.decoder().total();
        return rates.decoder()
                .seconds(generator.channels(), work, times(work, generator.decoder().work().total()));
    }

    private double classified(StageForecast stage) {
        double work = stage.classifier().total();
        double once = classifier.logits().map(Operations::total).orElse(0.0);
        return machine.search()
                .classifier()
                .seconds(classifier.width(), work, times(work, once) * classifier.blocks());
    }

    // how often a network is evaluated, by its operations: parts that are computed again count as such
    private static double times(double all, double once) {
        return once == 0 ? 0 : all / once;
    }
}
