package io.flipside.cli.model;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.cli.Home;
import io.flipside.cli.model.IdentityStages.Row;
import io.flipside.explain.Models;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure identity}: whether the thing in a clip stays itself, and which part of the generator loses it. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures on Shape-Moving clips whether the thing that moves keeps area (25 %), colour (10 %) and outline",
            "(10 %: corners) of the first frame in every frame, stage by stage: in the clip that is asked for, drawn by",
            "code; encoded and decoded; drawn by the generator from noise alone; found by a search. With --seeds K also in",
            "the best of K answers: of those that move the target way, the one that changes least.",
            "Prints a Markdown table; columns of three numbers are the median and what 5 and 95 in a hundred reach."
        },
        footer = {"", "Example:", "  flipside measure identity --clips 30 --searched 10 --seeds 3"})
final class MeasureIdentityCommand implements Callable<Integer> {
    private static final long SEED = 1;
    /** Seeds of one clip are far from those of the next. */
    private static final long STRIDE = 1_000_003;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--clips", defaultValue = "30", description = "How many test clips. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many test clips to pass over first.")
    private int skip;

    @Option(
            names = "--searched",
            defaultValue = "10",
            description = "How many of them to search on as well. Default: ${DEFAULT-VALUE}.")
    private int searched;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            paramLabel = "K",
            description = "Searches a clip. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--steps", defaultValue = "8", description = "Denoising steps. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Override
    public Integer call() {
        IdentityTable table = new IdentityTable();
        try (Models models = Models.open(Home.classifier(classifier), Home.generator(generator), Optional.empty())) {
            List<TestClip> all = TestClip.all(SEED).skip(skip).limit(clips).toList();
            for (int i = 0; i < all.size(); i++) {
                IdentityStages stages = new IdentityStages(models, all.get(i));
                table.add("drawn by code", stages.truth());
                table.add("encoded and decoded", stages.reconstructed());
                table.add("from noise alone", stages.drawn(steps));
                if (i < searched) {
                    search(stages, all.get(i).index(), table);
                }
                spec.commandLine().getErr().printf("%d of %d%n", i + 1, all.size());
                spec.commandLine().getErr().flush();
            }
        }
        PrintWriter print = spec.commandLine().getOut();
        print.print(table.markdown());
        print.flush();
        return 0;
    }

    private void search(IdentityStages stages, long index, IdentityTable table) {
        AuditPlan tiny = Presets.of("tiny");
        List<Row> answers = LongStream.range(0, seeds)
                .mapToObj(k -> stages.searched(tiny, SEED + index + k * STRIDE))
                .toList();
        table.add("searched", answers.get(0));
        if (seeds > 1) {
            table.add(
                    "best of " + seeds,
                    answers.stream()
                            .min(Comparator.comparing((Row row) -> !row.answers())
                                    .thenComparing(row -> row.same().change()))
                            .orElseThrow());
        }
    }
}
