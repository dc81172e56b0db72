package io.flipside.cli.model;

import io.flipside.cli.Api;
import io.flipside.cli.SearchOptions;
import io.flipside.cli.WatchCommand;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.desk.AuditView;
import io.flipside.file.ScratchFolder;
import io.flipside.record.AuditJson;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Renders a clip of a moving shape that no model was trained on and asks the shipped classifier what would "
                    + "have had to happen for it to see the opposite direction.",
            "The audit runs as a Temporal workflow on embedded services, which end with it.",
            "Opens nothing; prints where the result lies."
        })
final class DemoCommand implements Callable<Integer> {
    /** Seed of the data set that the shipped models were trained on: its test part is new to them. */
    static final long DATA_SEED = 7;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--clip",
            defaultValue = "59",
            paramLabel = "N",
            description = "Which clip of the test part, from 0. Default: ${DEFAULT-VALUE}.")
    private int number;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the result: new or empty. Default: flipside-demo-1, -2, ...")
    private Path out = Path.of("");

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Override
    public Integer call() {
        long index = ShapeMovingSplit.TEST
                .indices(DATA_SEED)
                .skip(number)
                .findFirst()
                .orElseThrow();
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DATA_SEED, index);
        PrintWriter print = spec.commandLine().getOut();
        Path outFolder = outFolder();
        try (ScratchFolder folder = ScratchFolder.create("demo-clip")) {
            Path file = ShapeMovingFiles.write(
                            folder.path(),
                            ShapeMovingProfile.SMALL,
                            DATA_SEED,
                            LongStream.of(index),
                            ClipFormat.LOSSLESS)
                    .get(0);
            String target = opposite(clip.direction()).className();
            print.printf(
                    "A %s moves %s. What would have had to happen for the classifier to say '%s'?%n",
                    clip.shape().name().toLowerCase(java.util.Locale.ROOT),
                    clip.direction().className(),
                    target);
            print.flush();
            AuditView audit = new DurableDemo(spec.commandLine().getErr(), InstantSource.system())
                    .run(file, target, search, outFolder);
            print.println(WatchCommand.line(Api.mapper().readTree(AuditJson.bytes(audit))));
            print.printf("Open %s%n", outFolder.resolve("report.html").toAbsolutePath());
            print.flush();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Direction opposite(Direction direction) {
        return switch (direction) {
            case UP -> Direction.DOWN;
            case DOWN -> Direction.UP;
            case LEFT -> Direction.RIGHT;
            case RIGHT -> Direction.LEFT;
        };
    }

    private Path outFolder() {
        if (!out.toString().isEmpty()) {
            return out;
        }
        int n = 1;
        while (Files.exists(Path.of("flipside-demo-" + n))) {
            n++;
        }
        return Path.of("flipside-demo-" + n);
    }
}
