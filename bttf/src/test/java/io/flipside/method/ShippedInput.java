package io.flipside.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.GeneratorFolder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.Autograd;
import java.nio.file.Path;
import java.util.Optional;

/** A clip of the small world and the shipped models, towards the direction after its own. */
public final class ShippedInput implements AutoCloseable {
    private static final Path MODELS = Path.of("../embedded/models");
    private static final ShapeMovingClip DRAWN = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);

    private final NDManager manager = NDManager.newBaseManager();
    private final VideoClassifier classifier =
            ClassifierFolder.load(MODELS.resolve("classifiers/tiny"), manager).classifier();

    /** All of it. */
    public SearchInput input() {
        return new SearchInput(
                GeneratorFolder.load(MODELS.resolve("generators/tiny"), Optional.empty(), manager)
                        .generator(),
                classifier,
                clip(),
                target());
    }

    /** Index of the class that the clip has. */
    public int label() {
        return DRAWN.direction().ordinal();
    }

    /** Index of the class that is asked for. */
    public int target() {
        return (label() + 1) % Direction.values().length;
    }

    /** The clip, {@code [1, 3, F, H, W]} in [-1, 1]. */
    public NDArray clip() {
        RgbFrames frames = DRAWN.frames();
        return manager.create(
                SignedPixels.fromFrames(frames), new Shape(1, 3, frames.count(), frames.height(), frames.width()));
    }

    /** Softmax of a class on the clip of a state. */
    public double probability(Search search, SearchState state, int label) {
        return Autograd.unrecorded(() -> {
            try (NDManager scope = manager.newSubManager()) {
                NDArray clip = search.render(state, scope);
                return (double) classifier.logits(clip).softmax(1).toFloatArray()[label];
            }
        });
    }

    /** Owner of all of it. */
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
