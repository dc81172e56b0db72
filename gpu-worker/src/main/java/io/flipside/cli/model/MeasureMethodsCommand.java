package io.flipside.cli.model;

import io.flipside.UserError;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure methods}: the method beside its baselines, on the same test clips. */
@Command(
        name = "methods",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Audits the same test clips by every method and prints a Markdown table, one line a method.",
            "flip: the written file is called the target class. valid: and nothing speaks against it.",
            "semantic: the shape's centroid moves at least 5 pixels the target way in the written file.",
            "believed: valid, and the verdict's part 'semantic' holds; task-semantic: classifiers of the same data and of",
            "other data agree; object: the thing that moves keeps area, colour and outline.",
            "Rates have Wilson's interval at 95 percent; all else are means over the clips. A second table has distances of",
            "the written clips to the originals as sets, a third, with --others, whether the flips transfer."
        },
        footer = {
            "",
            "Examples:",
            "  flipside measure methods --clips 100 --out methods",
            "  flipside measure methods --methods bttf,pgd --classifier tiny-plain --others tiny --out plain"
        })
final class MeasureMethodsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            description = "Which. Default: bttf,pgd,pgd-tiny,cg-frame,cg-video-mid,cg-video.")
    private List<String> methods = MeasuredMethod.BASELINES;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Override
    public Integer call() {
        comparison.run("methods", chosen(), spec);
        return 0;
    }

    private List<MeasuredMethod> chosen() {
        List<MeasuredMethod> all = MeasuredMethod.all();
        return methods.stream()
                .distinct()
                .map(name -> all.stream()
                        .filter(method -> method.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new UserError("--methods has '" + name + "', which is not known. Known are "
                                + String.join(
                                        ", ",
                                        all.stream().map(MeasuredMethod::name).toList())
                                + ".")))
                .toList();
    }
}
