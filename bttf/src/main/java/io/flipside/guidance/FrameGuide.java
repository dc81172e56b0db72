package io.flipside.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.ClassLoss;
import io.flipside.classifier.VideoClassifier;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import java.util.List;

/**
 * Each frame by itself: the sum of {@code log f(target | frame)} over the frames. A video classifier takes no single
 * picture, so a frame is shown to it as a clip in which nothing moves, as long as the given one.
 */
record FrameGuide(VideoClassifier classifier, int target) implements Guide {
    @Override
    public Guided at(NDArray clip, NDManager owner) {
        long frames = clip.getShape().get(2);
        double loss = 0;
        try (NDManager scope = owner.newSubManager()) {
            NDList gradients = new NDList();
            for (long n = 0; n < frames; n++) {
                ClassLoss ofFrame = ClassLoss.at(still(frames), frame(clip, n, scope), target, scope);
                loss += ofFrame.crossEntropy();
                gradients.add(ofFrame.gradient());
            }
            NDArray gradient = NDArrays.concat(gradients, 2);
            gradient.attach(owner);
            return new Guided(loss, probability(clip, scope), gradient);
        }
    }

    private static NDArray frame(NDArray clip, long n, NDManager scope) {
        return Autograd.unrecorded(() -> {
            NDArray copy = clip.duplicate();
            copy.attach(scope);
            return copy.get(":, :, " + n + ":" + (n + 1));
        });
    }

    private double probability(NDArray clip, NDManager scope) {
        return Autograd.unrecorded(() -> {
            NDArray copy = clip.duplicate();
            copy.attach(scope);
            return (double) classifier.logits(copy).softmax(1).toFloatArray()[target];
        });
    }

    /** The classifier as one of single frames, each shown for so long. */
    private VideoClassifier still(long frames) {
        return new VideoClassifier() {
            @Override
            public List<String> classes() {
                return classifier.classes();
            }

            @Override
            public NDArray logits(NDArray frame) {
                NDArray first = frame.getManager().zeros(new Shape(frames), DataType.INT64);
                return classifier.logits(Aten.call("index_select", frame, 2, first));
            }
        };
    }
}
