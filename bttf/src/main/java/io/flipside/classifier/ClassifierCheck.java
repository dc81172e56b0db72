package io.flipside.classifier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;
import java.util.List;

/**
 * Whether a classifier can be audited on a clip: what it answers is finite logits of one row, the same when asked again
 * and beside another clip, with a gradient that reaches the pixels. Run before every audit.
 */
public final class ClassifierCheck {
    private static final double AGAIN = 1e-5;
    private static final double BESIDE = 2e-3;
    private static final double SUM = 2e-3;

    private ClassifierCheck() {}

    /**
     * Checks a classifier on a clip.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     * @return what could not be checked, a sentence each; none as a rule
     * @throws UserError saying what is wrong with the classifier's answer
     */
    public static List<String> check(VideoClassifier classifier, NDArray clip) {
        try (NDManager scope = clip.getManager().newSubManager()) {
            NDArray pixels = Autograd.unrecorded(clip::duplicate);
            pixels.attach(scope);
            // another clip in every statistic: mirrored, negative, flatter and brighter
            NDArray other = pixels.flip(4).mul(Scalars.of(pixels, -0.5f)).add(0.25f);
            float[] answer = one(classifier, pixels);
            float[] otherAnswer = one(classifier, other);
            if (isProbabilities(answer) && isProbabilities(otherAnswer)) {
                throw new UserError("the classifier ends in a softmax: its answers sum to 1 and none is negative. Say"
                        + " \"output\": \"probabilities\" in its config.json, or export it without the softmax.");
            }
            if (differ(answer, one(classifier, pixels), AGAIN)) {
                throw new UserError(
                        "the classifier gives other logits when it is asked about the same clip again. Export"
                                + " it in eval mode, without random operators and without a state of its own.");
            }
            gradient(classifier, pixels, scope);
            return beside(classifier, pixels, other, answer);
        }
    }

    private static float[] one(VideoClassifier classifier, NDArray clip) {
        NDArray logits = Autograd.unrecorded(() -> classifier.logits(clip));
        Shape expected = new Shape(1, classifier.classes().size());
        if (!logits.getShape().equals(expected) || logits.getDataType() != DataType.FLOAT32) {
            throw new UserError("the classifier answers one clip with " + logits.getDataType() + " of shape "
                    + logits.getShape() + ". It must be float32 of shape " + expected + ".");
        }
        float[] values = logits.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new UserError("the classifier gives " + values[i] + " for the class '"
                        + classifier.classes().get(i)
                        + "' on this clip. It must give finite numbers: look for a division by zero or a logarithm of"
                        + " zero in it, and whether mean and std of config.json are right.");
            }
        }
        return values;
    }

    private static List<String> beside(VideoClassifier classifier, NDArray pixels, NDArray other, float[] alone) {
        float[] both;
        try {
            both = Autograd.unrecorded(() -> classifier.logits(NDArrays.concat(new NDList(pixels, other), 0)))
                    .toFloatArray();
        } catch (UserError e) {
            // made for one clip at a time, which is all that an audit asks of it
            return List.of(
                    "The classifier takes one clip at a time: whether its answer depends on other clips of a batch"
                            + " could not be checked.");
        }
        float[] first = java.util.Arrays.copyOf(both, alone.length);
        if (differ(alone, first, BESIDE)) {
            throw new UserError(
                    "the classifier gives other logits to the same clip when another one is beside it in the"
                            + " batch: a normalisation works with the batch's own statistics. Export it in eval mode; a"
                            + " traced model must be in eval mode when it is traced.");
        }
        return List.of();
    }

    private static void gradient(VideoClassifier classifier, NDArray pixels, NDManager scope) {
        NDArray leaf = Autograd.unrecorded(pixels::duplicate);
        leaf.attach(scope);
        leaf.setRequiresGradient(true);
        NDArray logits = Autograd.recorded(() -> classifier.logits(leaf));
        String none =
                "no gradient of the classifier's answer reaches the pixels of this clip, so nothing can be searched"
                        + " through it. Export it without detach, no_grad, rounding or argmax.";
        try {
            Autograd.backward(logits, weights(logits.getShape(), scope));
        } catch (EngineException e) {
            throw new UserError(none, e);
        }
        NDArray gradient = leaf.getGradient();
        if (gradient == null) {
            throw new UserError(none);
        }
        gradient.attach(scope);
        float largest = gradient.abs().max().getFloat();
        if (largest == 0) {
            throw new UserError(none);
        } else if (!Float.isFinite(largest)) {
            throw new UserError(
                    "the gradient of the classifier's answer is not finite on this clip. Look for a division"
                            + " by zero, a root or a logarithm of zero in it.");
        }
    }

    // other weights for other classes: the sum of probabilities alone would never change
    private static NDArray weights(Shape shape, NDManager manager) {
        float[] weights = new float[(int) shape.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i;
        }
        return manager.create(weights, shape);
    }

    private static boolean isProbabilities(float[] row) {
        double sum = 0;
        for (float value : row) {
            if (value < 0) {
                return false;
            }
            sum += value;
        }
        return Math.abs(sum - 1) <= SUM;
    }

    private static boolean differ(float[] a, float[] b, double tolerance) {
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i]));
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
        }
        return !(difference <= tolerance * largest);
    }
}
