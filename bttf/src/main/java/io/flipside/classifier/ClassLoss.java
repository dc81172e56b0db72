package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.tensor.Autograd;
import java.util.ArrayList;
import java.util.List;

/**
 * The cross entropy of a classifier against one class, and its gradient.
 *
 * @param crossEntropy {@code -log f(label | clip)}, in nats
 * @param probabilities softmax of every class, in the order of the logits
 * @param gradient of the cross entropy with respect to the clip, of its shape
 */
public record ClassLoss(double crossEntropy, List<Double> probabilities, NDArray gradient) {
    public ClassLoss {
        probabilities = List.copyOf(probabilities);
    }

    /**
     * Evaluates it there and back.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1], not necessarily clamped
     * @param label index of the class in the logits
     * @param owner of the gradient
     */
    public static ClassLoss at(VideoClassifier classifier, NDArray clip, int label, NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            NDArray x = Autograd.unrecorded(clip::duplicate);
            x.attach(scope);
            x.setRequiresGradient(true);
            NDArray[] parts = Autograd.recorded(() -> {
                NDArray logProbabilities = classifier.logits(x).logSoftmax(1);
                return new NDArray[] {logProbabilities.get("0," + label).neg(), logProbabilities};
            });
            Autograd.backward(parts[0], scope.ones(parts[0].getShape()));
            NDArray gradient = x.getGradient();
            gradient.attach(owner);
            return new ClassLoss(parts[0].getFloat(), probabilities(parts[1]), gradient);
        }
    }

    private static List<Double> probabilities(NDArray logProbabilities) {
        List<Double> probabilities = new ArrayList<>();
        for (float value : logProbabilities.toFloatArray()) {
            probabilities.add(Math.exp(value));
        }
        return probabilities;
    }
}
