package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.generator.GeneratorProfile;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.train.ClipSource;
import io.flipside.train.OwnClips;
import io.flipside.train.ShapeMovingSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which clips a small network is trained on: Shape-Moving, or a person's own. */
final class ClipOptions {
    /** The autoencoder halves frames twice after the first, sides three times, and the transformer's patch sides once more. */
    private static final int TIME = 4;

    private static final int SPACE = 16;
    private static final int MOST_FRAMES = 4097;
    private static final int MOST_SIDE = 4096;
    private static final double MOST_RATE = 1000;

    @Option(
            names = "--clips",
            paramLabel = "DIR",
            description = "Your own clips: every file in this folder. Without it: Shape-Moving, drawn.")
    private Optional<Path> clips = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description = "What your clips show: a table with the columns file and label.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--frames",
            defaultValue = "17",
            paramLabel = "N",
            description = "Frames that your clips are brought to: 1 + 4k. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(
            names = "--side",
            defaultValue = "64",
            paramLabel = "PIXELS",
            description = "Height and width that they are brought to: a multiple of 16. Default: ${DEFAULT-VALUE}.")
    private int side;

    @Option(
            names = "--fps",
            defaultValue = "8",
            paramLabel = "RATE",
            description = "Frames a second that they are shown at. Default: ${DEFAULT-VALUE}.")
    private double framesPerSecond;

    /**
     * The clips, in memory if they are a person's own.
     *
     * @param seed of the data set, or of the order of one's own clips
     * @throws UserError naming the option, file or line that is not what it should be
     */
    ClipSource source(long seed) {
        if (clips.isEmpty()) {
            if (labels.isPresent()) {
                throw new UserError("--labels says what your own clips show: give them with --clips DIR.");
            }
            return new ShapeMovingSource(ShapeMovingProfile.SMALL, seed);
        }
        return OwnClipFolder.read(clips.get(), labels, profile(), seed);
    }

    /**
     * As above, with classes.
     *
     * @throws UserError if there are no labels, or only one
     */
    ClipSource labelled(long seed) {
        if (clips.isPresent() && labels.isEmpty()) {
            throw new UserError("--clips: a classifier learns from labels. Give a table with --labels CSV.");
        }
        ClipSource source = source(seed);
        if (source.classes().size() < 2) {
            throw new UserError(
                    "--labels has one class, '" + source.classes().get(0) + "'; a classifier tells two or more apart.");
        }
        return source;
    }

    /**
     * As above, with the classes in the order of a classifier that is trained further.
     *
     * @throws UserError if they are not the same
     */
    ClipSource labelled(long seed, List<String> order) {
        ClipSource source = labelled(seed);
        return source instanceof OwnClips clips ? clips.ordered(order) : source;
    }

    private GeneratorProfile profile() {
        if (frames < 1 || frames > MOST_FRAMES || frames % TIME != 1) {
            throw new UserError("--frames is " + frames + "; it must be 1 + 4k, at most " + MOST_FRAMES + ".");
        } else if (side < SPACE || side > MOST_SIDE || side % SPACE != 0) {
            throw new UserError(
                    "--side is " + side + "; it must be a multiple of " + SPACE + ", at most " + MOST_SIDE + ".");
        } else if (!(framesPerSecond > 0 && framesPerSecond <= MOST_RATE)) {
            throw new UserError("--fps is " + framesPerSecond + "; it must be above 0 and at most " + MOST_RATE + ".");
        }
        return new GeneratorProfile(frames, side, framesPerSecond);
    }
}
