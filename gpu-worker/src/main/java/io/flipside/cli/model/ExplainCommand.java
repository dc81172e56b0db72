package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.cli.SearchOptions;
import io.flipside.explain.ExplainJob;
import io.flipside.explain.ExplainRequest;
import io.flipside.explain.Explanation;
import io.flipside.explain.Verdict;
import io.flipside.file.LocalPath;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches the nearest natural clip that the classifier calls the target class.",
            "",
            "Writes counterfactual.mkv (lossless: the verdict is taken from it), counterfactual.mp4 (to share), the "
                    + "original likewise, result.json, strip.png and report.html. The exit status is 0 whether or not a "
                    + "counterfactual was found; result.json says which, and why not."
        },
        footer = {"", "Example:", "  flipside explain clip.mp4 --target left --out result"})
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CLIP", description = "Video file: any common container and codec.")
    private String clip = "";

    @Option(names = "--target", required = true, paramLabel = "CLASS", description = "The class to search for.")
    private String target = "";

    @Option(
            names = "--classifier",
            defaultValue = Home.TINY,
            paramLabel = "DIR",
            description = "Folder of the classifier under audit. Default: the shipped small one.")
    private String classifier = Home.TINY;

    @Option(
            names = "--generator",
            defaultValue = Home.TINY,
            paramLabel = "DIR",
            description = "Folder of the image-to-video model. Default: the shipped small one.")
    private String generator = Home.TINY;

    @Option(
            names = "--adapter",
            paramLabel = "FILE",
            description = "LoRA adapter (safetensors) for the generator's transformer.")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the result: new or empty.")
    private Path out = Path.of("");

    @Option(names = "--anyway", description = "Go on with a clip that the generator does not know; the record says so.")
    private boolean anyway;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private MemoryOptions memory = new MemoryOptions();

    @Override
    public Integer call() {
        ExplainRequest request = new ExplainRequest(
                LocalPath.of(clip),
                target,
                Home.classifier(classifier),
                Home.generator(generator),
                adapter,
                Plans.settings(search.plan(), search.seed(), memory.bytes()),
                search.preset(),
                search.seed(),
                out,
                anyway);
        run(request, spec.commandLine().getOut(), spec.commandLine().getErr());
        return 0;
    }

    static Explanation run(ExplainRequest request, PrintWriter out, PrintWriter err) {
        InstantSource clock = InstantSource.system();
        ProgressLine line = new ProgressLine(err, System.console() != null, clock);
        Explanation explanation;
        try {
            explanation = new ExplainJob(clock).run(request, line);
        } finally {
            line.end();
        }
        print(request, explanation, out);
        return explanation;
    }

    private static void print(ExplainRequest request, Explanation e, PrintWriter out) {
        if (e.verdict() instanceof Verdict.NotFlipped not) {
            out.printf("%s %s%n", e.withoutCounterfactual(), not.reason().sentence());
        } else {
            out.printf(
                    Locale.ROOT,
                    "Flipped: the classifier said '%s' (%.3f) and calls the written clip '%s' (%.3f).%n",
                    e.before().label(),
                    e.before().probability(e.before().label()),
                    e.after().label(),
                    e.after().probability(e.after().label()));
        }
        e.caution().ifPresent(out::println);
        out.printf(
                Locale.ROOT,
                "%d updates in %.1f s. SSIM %.3f, first frame %.3f.%n",
                e.updates().size(),
                e.searchSeconds(),
                e.ssim(),
                e.firstFrameSsim());
        out.printf("Open %s%n", request.out().resolve("report.html").toAbsolutePath());
        out.flush();
    }
}
