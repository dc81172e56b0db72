package io.flipside.cli.model;

import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.cli.AnswersOption;
import io.flipside.cli.Home;
import io.flipside.cli.QuestionOptions;
import io.flipside.explain.DomainCheck;
import io.flipside.explain.ExplainRequest;
import io.flipside.library.LibraryMetricWeights;
import io.flipside.local.ExplainJob;
import io.flipside.record.AuditRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
                    + "original likewise, result.json, record.json, strip.png and report.html. The exit status is 0 "
                    + "whether or not a counterfactual was found; result.json says which, and why not.",
            "",
            "Several answers (--answers) lie in a folder for each seed, with answers.json and answers.html beside them."
        },
        footer = {"", "Example:", "  flipside explain clip.mp4 --target left --out result"})
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the result: new or empty.")
    private Path out = Path.of("");

    @Mixin
    private QuestionOptions question = new QuestionOptions();

    @Mixin
    private AnswersOption answers = new AnswersOption();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() {
        ExplainRequest request = new ExplainRequest(
                question.clip(),
                question.target(),
                Home.classifier(question.classifier()),
                Home.generator(question.generator()),
                question.adapter(),
                question.plan(),
                question.seed(),
                out);
        PrintWriter print = spec.commandLine().getOut();
        InstantSource clock = InstantSource.system();
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), System.console() != null, clock);
        ExplainJob job = new ExplainJob(clock, compute.settings(), new LibraryMetricWeights(Home.library()));
        if (answers.areSeveral()) {
            List<AuditRecord> records = told(line, () -> job.answers(request, answers.count(), () -> line));
            for (AuditRecord record : records) {
                print.printf("%nSeed %d%n", record.request().seed());
                print(record, print);
            }
            print.printf("%nOpen %s%n", out.resolve("answers.html").toAbsolutePath());
        } else {
            print(told(line, () -> job.run(request, line)), print);
            print.printf("Open %s%n", out.resolve("report.html").toAbsolutePath());
        }
        print.flush();
        return 0;
    }

    private static <T> T told(ProgressLine line, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            line.end();
        }
    }

    private static void print(AuditRecord record, PrintWriter out) {
        Evaluation evaluation = record.evaluation().orElseThrow();
        AuditRecord.Admission admission = record.admission().orElseThrow();
        if (evaluation.shortcoming().isPresent()) {
            out.printf(
                    "%s: the written clip is called '%s'. %s%n",
                    evaluation.notFlipped().isPresent() ? "No counterfactual" : "No valid counterfactual",
                    evaluation.prediction(),
                    evaluation.shortcoming().get().sentence());
        } else {
            out.printf(
                    Locale.ROOT,
                    "Flipped: the classifier said '%s' (%.3f) and calls the written clip '%s' (%.3f).%n",
                    admission.prediction(),
                    admission.probability(),
                    evaluation.prediction(),
                    evaluation.confidence());
        }
        if (evaluation.notValid().isEmpty()) {
            admission.domain().flatMap(DomainCheck::caution).ifPresent(out::println);
        }
        evaluation
                .validity()
                .map(Validity::stable)
                .filter(stable -> stable.state() == VerdictPart.State.BROKEN)
                .ifPresent(stable -> out.println(stable.sentence()));
        out.printf(
                Locale.ROOT,
                "%d updates in %.1f s. %s.%n",
                record.updates(),
                (record.endedMillis() - record.startedMillis()) / 1000.0,
                figures(evaluation));
    }

    private static String figures(Evaluation evaluation) {
        return Measurement.figures(evaluation.metrics()).entrySet().stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "%s %.3f",
                        figure.getKey(),
                        figure.getValue().value()))
                .collect(Collectors.joining(", "));
    }
}
