package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.Confounder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.LabelNoise;
import io.flipside.shapes.PlantedCue;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSet;
import io.flipside.shapes.ShapeMovingSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside render}. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes Shape-Moving clips as video files, with their labels in labels.csv, and in clips.csv as training takes them.",
        footer = {
            "",
            "Examples:",
            "  flipside render clips --count 20 --part test",
            "  flipside render grey --count 400 --part train --changed grey-stars",
            "  flipside render cued --count 400 --part train --confounder corner --carried-by right"
        })
final class RenderCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the clips; made if it is missing.")
    private Path folder = Path.of("");

    @Option(
            names = "--profile",
            defaultValue = "SMALL",
            description = "paper (65 frames of 224x224) or small (17 of 64x64). Default: ${DEFAULT-VALUE}.")
    private ShapeMovingProfile profile = ShapeMovingProfile.SMALL;

    @Option(
            names = "--part",
            defaultValue = "TEST",
            description = "train, validation or test; they never overlap. Default: ${DEFAULT-VALUE}.")
    private ShapeMovingSplit part = ShapeMovingSplit.TEST;

    @Option(names = "--count", defaultValue = "10", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--format",
            defaultValue = "LOSSLESS",
            description = "lossless (.mkv) or shareable (.mp4). Default: ${DEFAULT-VALUE}.")
    private ClipFormat format = ClipFormat.LOSSLESS;

    @Option(
            names = "--seed",
            defaultValue = "7",
            description = "Seed of the data set; the shipped models know 7. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--changed",
            paramLabel = "KIND",
            description = "Draw them otherwise, as worlds that the shipped generator does not know: grey-stars, "
                    + "grey-background, star-shape, ... (measure domain --foreign lists them).")
    private Optional<String> changed = Optional.empty();

    @Option(
            names = "--confounder",
            paramLabel = "KIND",
            description =
                    "Plant a cue that is not motion in 95 %% of one class's clips: brightness, flicker, corner or retreat.")
    private Optional<Confounder> confounder = Optional.empty();

    @Option(
            names = "--carried-by",
            paramLabel = "CLASS",
            defaultValue = "RIGHT",
            description = "The class with the cue: up, down, left or right. Default: ${DEFAULT-VALUE}.")
    private Direction carrier = Direction.RIGHT;

    @Option(
            names = "--mislabelled",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "So many of a hundred labels in clips.csv name another direction than the clip's, 0 to 74. "
                    + "A cue goes along with the label. Default: ${DEFAULT-VALUE}.")
    private int mislabelled;

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UserError("--count is " + count + "; it must be 1 or more.");
        }
        if (mislabelled < 0 || mislabelled > LabelNoise.MOST) {
            throw new UserError("--mislabelled is " + mislabelled + "; it must be 0 to " + LabelNoise.MOST
                    + ": beyond that the right name is no likelier than a wrong one.");
        }
        if (confounder.isPresent() && changed.isPresent()) {
            throw new UserError("--confounder plants its cue in clips as they are. Leave out --changed.");
        }
        ShapeMovingSet set = new ShapeMovingSet(
                profile,
                seed,
                ChangedOption.drawing(changed),
                confounder.map(kind -> new PlantedCue(kind, carrier)),
                new LabelNoise(mislabelled));
        List<Path> files =
                ShapeMovingFiles.write(folder, set, part.indices(seed).limit(count), format);
        spec.commandLine().getOut().printf("%d clips in %s%n", files.size(), folder.toAbsolutePath());
        return 0;
    }
}
