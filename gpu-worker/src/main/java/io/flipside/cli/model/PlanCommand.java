package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.cli.Home;
import io.flipside.cli.SearchOptions;
import io.flipside.clip.ClipLimits;
import io.flipside.cost.MachineRates;
import io.flipside.cost.NamedMachines;
import io.flipside.explain.Models;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.GeneratorFolder;
import io.flipside.plan.Calibration;
import io.flipside.plan.CostPlan;
import io.flipside.plan.Planner;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside plan}: what an audit would cost, before anything is loaded. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what an audit would take at most: memory, operations, time, bytes in the store, price.",
            "Only configurations and headers are read. It takes the options of explain."
        },
        footer = {
            "",
            "Example:",
            "  flipside plan clip.mp4 --generator wan-1.3b --preset m-swin --machine a100-80gb --rate 1.80"
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CLIP", arity = "0..1", description = "Video file; it is checked if it is given.")
    private Optional<Path> clip = Optional.empty();

    @Option(names = "--target", paramLabel = "CLASS", description = "Taken as explain takes it; it costs nothing.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "MODEL", description = "Name or folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "MODEL", description = "Name or folder.")
    private String generator = Home.TINY;

    @Option(
            names = "--adapter",
            paramLabel = "MODEL",
            description = "LoRA adapter by name, or its file. It costs nothing; it is checked if it is given.")
    private Optional<Path> adapter = Optional.empty();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Option(
            names = "--machine",
            paramLabel = "NAME",
            description =
                    "A machine by name in place of this one: a100-80gb, a100-40gb, h100, h200, l40s, l4, rtx-4090.")
    private Optional<String> machine = Optional.empty();

    @Option(names = "--rate", paramLabel = "PRICE", description = "Price of an hour of the machine.")
    private Optional<Double> rate = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        rate.filter(price -> !(price >= 0 && Double.isFinite(price))).ifPresent(price -> {
            throw new UserError("--rate is " + price + "; it must be a price, 0 or more.");
        });
        Path generatorFolder = Home.generator(generator);
        GeneratorCosts generatorCosts =
                GeneratorFolder.costs(generatorFolder, compute.settings().generator());
        ClassifierCosts classifierCosts = ClassifierFolder.costs(Home.classifier(classifier), generatorCosts.clip());
        // an adapter or a clip that an audit would refuse is refused here
        adapter.map(Home::adapter).ifPresent(file -> GeneratorFolder.refuseMisfit(generatorFolder, file));
        clip.ifPresent(file -> Models.preprocess(generatorFolder).read(file, ClipLimits.DEFAULT));
        CostPlan plan = new Planner(rates(), deviceMemory(), rate)
                .plan(
                        generatorCosts,
                        classifierCosts,
                        Plans.settings(
                                search.plan(), search.seed(), compute.settings().graphBudget()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PlanText.json(plan));
        } else {
            PlanText.print(plan, out);
        }
        out.flush();
        return 0;
    }

    private Optional<MachineRates> rates() {
        return machine.isPresent()
                ? Optional.of(named(machine.get()).rates())
                : Calibration.read(compute.settings().device());
    }

    private Optional<Long> deviceMemory() {
        return machine.map(name -> named(name).memoryBytes());
    }

    private static NamedMachines.Machine named(String name) {
        return NamedMachines.of(name)
                .orElseThrow(() -> new UserError("--machine is '" + name + "', which is not known. Known are "
                        + String.join(", ", NamedMachines.names()) + "; leave it out for this machine."));
    }
}
