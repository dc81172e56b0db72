package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.cost.ClipSize;
import io.flipside.cost.TimedNetwork;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.Vjp;
import java.util.List;

/** Small Video Swins, to time a machine with. */
public final class CalibrationClassifiers {
    private static final ClipSize CLIP = new ClipSize(8, 64, 64);
    private static final ClipSize SMALL_CLIP = new ClipSize(4, 16, 16);
    private static final List<Integer> DEPTHS = List.of(2, 2);
    /** Blocks of each. */
    public static final int BLOCKS = 4;

    private static final int HEAD = 12;
    private static final int CLASSES = 4;
    private static final int CHANNELS = 3;
    private static final long SEED = 1;

    private CalibrationClassifiers() {}

    /** One whose first stage has tokens of a width, a multiple of 12. */
    public static TimedNetwork classifier(int width, NDManager manager) {
        return classifier(width, CLIP, manager);
    }

    /** The same on so few pixels that next to nothing is computed. */
    public static TimedNetwork idleClassifier(int width, NDManager manager) {
        return classifier(width, SMALL_CLIP, manager);
    }

    private static TimedNetwork classifier(int width, ClipSize clip, NDManager manager) {
        VideoSwinConfig config = new VideoSwinConfig(
                List.of(2, 4, 4), width, DEPTHS, List.of(width / HEAD, width / HEAD), List.of(4, 4, 4), CLASSES);
        VideoSwin network = new VideoSwin(new Parameters(manager, new RandomTensors(SEED)), config);
        return new TimedNetwork(
                Vjp.segment(network::logits),
                new Shape(1, CHANNELS, clip.frames(), clip.height(), clip.width()),
                new SwinCost(config, clip).logits());
    }
}
