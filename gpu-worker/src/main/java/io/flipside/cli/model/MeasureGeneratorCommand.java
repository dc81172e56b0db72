package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.train.RandomGenerator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside measure generator}: writes a generator of true dimensions to measure with. */
@Command(
        name = "generator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a generator with random weights of a public checkpoint's dimensions, in brain floats.",
            "What an audit costs does not depend on what the weights are. 1.3b takes 5 GB of disk, 14b 35 GB."
        },
        footer = {"", "Example:", "  flipside measure generator wan-1.3b --size 1.3b"})
final class MeasureGeneratorCommand implements Callable<Integer> {
    private static final Map<String, WanTransformerConfig> SIZES =
            new TreeMap<>(Map.of("1.3b", WanTransformerConfig.WAN_1_3B, "14b", WanTransformerConfig.WAN_14B));

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder to write: new.")
    private Path folder = Path.of("");

    @Option(names = "--size", defaultValue = "1.3b", description = "1.3b or 14b. Default: ${DEFAULT-VALUE}.")
    private String size = "1.3b";

    @Option(names = "--frames", defaultValue = "17", description = "Frames of a clip. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(names = "--side", defaultValue = "128", description = "Rows and columns. Default: ${DEFAULT-VALUE}.")
    private int side;

    @Override
    public Integer call() {
        WanTransformerConfig dimensions = SIZES.get(size);
        if (dimensions == null) {
            throw new UserError("--size is '" + size + "'. Known are " + String.join(", ", SIZES.keySet()) + ".");
        } else if (Files.exists(folder)) {
            throw new UserError("folder " + folder + " is there already. Give a new one.");
        }
        PrintWriter print = spec.commandLine().getOut();
        new RandomGenerator(1, file -> {
                    print.println(file);
                    print.flush();
                })
                .write(folder, dimensions, new GeneratorProfile(frames, side, 8));
        return 0;
    }
}
