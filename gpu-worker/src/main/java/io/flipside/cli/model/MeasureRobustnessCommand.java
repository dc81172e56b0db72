package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.attack.Robustness;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.explain.Prediction;
import io.flipside.pgd.Norm;
import io.flipside.shapes.Direction;
import io.flipside.tensor.TorchDevice;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure robustness}: how often a classifier is right, unattacked and under attack. */
@Command(
        name = "robustness",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Attacks test clips by untargeted projected gradient descent at growing epsilons, and prints how often each",
            "classifier is right before and within each, with Wilson's interval at 95 percent.",
            "An l2 epsilon is meant for 16 frames of 512x512 pixels in [0, 1], as the paper's 20, and scaled to the clip."
        },
        footer = {
            "",
            "Examples:",
            "  flipside measure robustness --clips 100",
            "  flipside measure robustness --classifier tiny,tiny-plain --norm linf --epsilon 0.004,0.016"
        })
final class MeasureRobustnessCommand implements Callable<Integer> {
    private static final int MOST_STEPS = 10_000;
    private static final double MOST_L2 = 1e6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--classifier",
            split = ",",
            defaultValue = Home.TINY,
            paramLabel = "MODEL",
            description = "One or several, each a name or folder. Default: ${DEFAULT-VALUE}.")
    private List<String> classifiers = List.of(Home.TINY);

    @Option(names = "--norm", defaultValue = "l2", description = "l2 or linf. Default: ${DEFAULT-VALUE}.")
    private String norm = "l2";

    @Option(
            names = "--epsilon",
            split = ",",
            paramLabel = "E",
            description = "One or several. Default: 10,20,40,60 (l2); 1, 4 and 8 of 255 levels (linf).")
    private List<Double> epsilons = List.of();

    @Option(names = "--steps", defaultValue = "20", description = "Of each attack. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--clips", defaultValue = "100", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many test clips to pass over first.")
    private int skip;

    @Override
    public Integer call() {
        Robustness robustness = asked();
        Map<String, Path> folders = new LinkedHashMap<>();
        classifiers.forEach(name -> folders.put(name, checked(name)));
        PrintWriter print = spec.commandLine().getOut();
        StringJoiner head = new StringJoiner(" | ", "| ", " |")
                .add("classifier")
                .add("clips")
                .add("unattacked");
        robustness.epsilons().forEach(epsilon -> head.add(norm + " " + shortly(epsilon)));
        print.println(head);
        print.println("|---".repeat(robustness.epsilons().size() + 3) + "|");
        folders.forEach((name, folder) -> {
            print.println(line(
                    name, withstood(folder, robustness), robustness.epsilons().size()));
            print.flush();
        });
        return 0;
    }

    private Robustness asked() {
        Norm asked = Norm.of(norm).orElseThrow(() -> new UserError("--norm is '" + norm + "'. It must be l2 or linf."));
        if (steps < 1 || steps > MOST_STEPS) {
            throw new UserError("--steps is " + steps + "; it must be 1 to " + MOST_STEPS + ".");
        } else if (clips < 1) {
            throw new UserError("--clips is " + clips + "; it must be 1 or more.");
        }
        double most = asked == Norm.L2 ? MOST_L2 : 1;
        for (double epsilon : epsilons) {
            if (!(epsilon > 0 && epsilon <= most)) {
                throw new UserError(
                        "--epsilon has " + epsilon + "; it must be more than 0, at most " + most + " (" + norm + ").");
            }
        }
        List<Double> otherwise =
                asked == Norm.L2 ? List.of(10.0, 20.0, 40.0, 60.0) : List.of(1 / 255.0, 4 / 255.0, 8 / 255.0);
        return new Robustness(
                asked,
                epsilons.isEmpty()
                        ? otherwise
                        : epsilons.stream().distinct().sorted().toList(),
                steps);
    }

    /** Its folder, if it tells directions apart: the test clips show nothing else. */
    private static Path checked(String name) {
        Path folder = Home.classifier(name);
        List<String> classes = ClassifierFolder.classes(folder);
        if (!classes.containsAll(Direction.classNames())) {
            throw new UserError("--classifier has '" + name + "', whose classes are " + String.join(", ", classes)
                    + "; the test clips show " + String.join(", ", Direction.classNames())
                    + ". Take a classifier of Shape-Moving.");
        }
        return folder;
    }

    /** Of each clip, what {@link Robustness#withstood} says. */
    private List<Integer> withstood(Path folder, Robustness robustness) {
        List<Integer> withstood = new ArrayList<>();
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier classifier = ClassifierFolder.open(folder, manager);
            TestClip.all(1).skip(skip).limit(clips).forEach(test -> {
                try (NDManager scope = manager.newSubManager()) {
                    Clip clip = new Clip(
                            test.drawn().frames(), test.drawn().profile().framesPerSecond());
                    int label = classifier
                            .classes()
                            .indexOf(test.drawn().direction().className());
                    withstood.add(robustness.withstood(classifier, Prediction.toArray(clip, scope), label));
                }
                PrintWriter progress = spec.commandLine().getErr();
                if (withstood.size() % 10 == 0) {
                    progress.printf("%s: %d of %d clips%n", folder.getFileName(), withstood.size(), clips);
                    progress.flush();
                }
            });
        }
        return withstood;
    }

    private static String line(String name, List<Integer> withstood, int epsilons) {
        StringJoiner line = new StringJoiner(" | ", "| ", " |");
        line.add("`" + name + "`").add(Integer.toString(withstood.size()));
        // 0 epsilons withstood is right unattacked, all of them right within the largest
        IntStream.rangeClosed(0, epsilons)
                .forEach(least -> line.add(Rate.of(
                        withstood.stream().filter(count -> count >= least).count(), withstood.size())));
        return line.toString();
    }

    /** To four digits. */
    private static String shortly(double epsilon) {
        return new BigDecimal(epsilon)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
