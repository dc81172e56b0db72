package io.flipside.cli.model;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flipside measure ablations}: the method without one part of it at a time, on the same test clips. */
@Command(
        name = "ablations",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Audits the same test clips by the whole method and without one part of it at a time, and prints the tables of",
            "'measure methods'. whole: the preset 'tiny' with 40 updates of inversion and without fresh draws.",
            "no-inversion: none of these updates. no-style: no style loss. no-progressive: the last stage alone.",
            "random-noise: no search, the generator's clip from random noise. Each differs from 'whole' in one setting of",
            "the plan, but the last, which is the preset 'cg-video' with a scale of 0."
        },
        footer = {"", "Example:", "  flipside measure ablations --clips 12 --out ablations"})
final class MeasureAblationsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Override
    public Integer call() {
        comparison.run("ablations", MeasuredMethod.ablations(), spec);
        return 0;
    }
}
