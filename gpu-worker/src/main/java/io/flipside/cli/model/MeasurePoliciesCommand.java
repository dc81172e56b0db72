package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.method.Latent;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchMethods;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure policies}: what each way to spend less costs and gives, on the same test clips. */
@Command(
        name = "policies",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches test clips by every policy and prints a Markdown table of means over the clips.",
            "cost: operations of the generator, as a part of the first policy's, the paper's schedule.",
            "flips, semantic: rates with Wilson's 95 % interval.",
            "semantic: the shape's centroid moves at least 5 pixels the target way in the written file.",
            "cosine: of the gradient of the first noise at the last stage to that of the paper's."
        })
final class MeasurePoliciesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--clips", defaultValue = "5", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many test clips to pass over first.")
    private int skip;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "These policies, beside that of the paper. Default: all.")
    private Set<String> only = Set.of();

    @Option(
            names = "--without-paper",
            description = "Do not search by the paper's schedule itself: costs and cosines are left out.")
    private boolean withoutPaper;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Override
    public Integer call() {
        List<MeasuredPolicy> policies = chosen();
        Map<String, List<PolicyTrial.Result>> results = new LinkedHashMap<>();
        try (Models models = Models.open(Home.classifier(classifier), Home.generator(generator), Optional.empty())) {
            TestClip.all(seed).skip(skip).limit(clips).forEach(clip -> one(models, clip, policies, results));
        }
        table(policies, results);
        return 0;
    }

    private List<MeasuredPolicy> chosen() {
        List<MeasuredPolicy> all = MeasuredPolicy.all();
        only.stream()
                .filter(name -> all.stream().noneMatch(policy -> policy.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new UserError("--only is '" + name + "', which is not known. Known are "
                            + String.join(
                                    ", ", all.stream().map(MeasuredPolicy::name).toList()) + ".");
                });
        MeasuredPolicy paper = all.get(0);
        return all.stream()
                .filter(policy -> policy == paper ? !withoutPaper : only.isEmpty() || only.contains(policy.name()))
                .toList();
    }

    private void one(
            Models models,
            TestClip test,
            List<MeasuredPolicy> policies,
            Map<String, List<PolicyTrial.Result>> results) {
        Clip clip = models.preprocess()
                .apply(new Clip(test.drawn().frames(), test.drawn().profile().framesPerSecond()));
        PrintWriter progress = spec.commandLine().getErr();
        for (MeasuredPolicy policy : policies) {
            MethodSettings settings = Plans.settings(policy.plan(), seed + test.index(), Long.MAX_VALUE);
            PolicyTrial.Result result = new PolicyTrial(models, clip, test.target())
                    .run(input -> SearchMethods.open(input, settings), seed + test.index());
            results.computeIfAbsent(policy.name(), name -> new ArrayList<>()).add(result);
            progress.printf(
                    Locale.ROOT,
                    "%-6d %-16s %4d updates %4d velocities %4d back %4d decodes %7.1f s %-8s %-8s SSIM %.3f%n",
                    test.index(),
                    policy.name(),
                    result.updates(),
                    result.counts().velocities(),
                    result.counts().velocitiesBack(),
                    result.counts().decodes(),
                    result.seconds(),
                    result.flipped() ? "flips" : "-",
                    result.semantic() ? "moves" : "-",
                    result.ssim());
            progress.flush();
        }
    }

    private void table(List<MeasuredPolicy> policies, Map<String, List<PolicyTrial.Result>> results) {
        PrintWriter print = spec.commandLine().getOut();
        print.println("| policy | differs from the paper in | clips | updates | velocity, there and back"
                + " | decodes, there and back | seconds | cost | flips | semantic | SSIM | cosine |");
        print.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (MeasuredPolicy policy : policies) {
            List<PolicyTrial.Result> own = results.getOrDefault(policy.name(), List.of());
            List<PolicyTrial.Result> paper = results.getOrDefault("paper", List.of());
            print.printf(
                    Locale.ROOT,
                    "| `%s` | %s | %d | %.1f | %.0f, %.0f | %.0f, %.0f | %.1f | %s | %s | %s | %.3f | %s |%n",
                    policy.name(),
                    policy.differs(),
                    own.size(),
                    mean(own, PolicyTrial.Result::updates),
                    mean(own, result -> result.counts().velocities()),
                    mean(own, result -> result.counts().velocitiesBack()),
                    mean(own, result -> result.counts().decodes()),
                    mean(own, result -> result.counts().decodesBack()),
                    mean(own, PolicyTrial.Result::seconds),
                    paper.isEmpty()
                            ? "-"
                            : thousandths(mean(own, PolicyTrial.Result::operations)
                                    / mean(paper, PolicyTrial.Result::operations)),
                    Rate.of(own, PolicyTrial.Result::flipped),
                    Rate.of(own, PolicyTrial.Result::semantic),
                    mean(own, PolicyTrial.Result::ssim),
                    paper.isEmpty() ? "-" : thousandths(cosine(own, paper)));
        }
        print.flush();
    }

    private static String thousandths(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static double mean(List<PolicyTrial.Result> results, ToDoubleFunction<PolicyTrial.Result> figure) {
        return results.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static double cosine(List<PolicyTrial.Result> own, List<PolicyTrial.Result> paper) {
        double sum = 0;
        for (int i = 0; i < own.size(); i++) {
            sum += cosine(own.get(i).gradient(), paper.get(i).gradient());
        }
        return sum / own.size();
    }

    private static double cosine(Latent a, Latent b) {
        float[] x = a.values();
        float[] y = b.values();
        double dot = 0;
        for (int i = 0; i < x.length; i++) {
            dot += (double) x[i] * y[i];
        }
        return dot / (a.norm() * b.norm());
    }
}
