package io.flipside.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;

/**
 * The counterfactual loss (docs/method.md): {@code CE(softmax f(x), target) + lambda * style}, with the style loss the mean
 * squared distance of each frame's Gram matrix to the original's.
 */
final class CounterfactualObjective {
    private final VideoClassifier classifier;
    private final int target;
    private final double styleWeight;
    private final NDArray originalGram;

    /**
     * @param original {@code [1, 3, F, H, W]} in [-1, 1]; its manager owns what this object keeps
     */
    CounterfactualObjective(VideoClassifier classifier, int target, double styleWeight, NDArray original) {
        this.classifier = classifier;
        this.target = target;
        this.styleWeight = styleWeight;
        this.originalGram = Autograd.unrecorded(() -> {
            try (NDManager scope = original.getManager().newSubManager()) {
                NDArray inside = original.duplicate();
                inside.attach(scope);
                NDArray gram = gram(inside);
                gram.attach(original.getManager());
                return gram;
            }
        });
    }

    /** {@code F F^T / (C H W)} of each frame on [0, 1] pixels: {@code [1, F, 3, 3]}. */
    private static NDArray gram(NDArray clip) {
        long pixels = clip.getShape().get(3) * clip.getShape().get(4);
        NDArray frames = clip.add(1)
                .mul(Scalars.of(clip, 0.5f))
                .transpose(0, 2, 1, 3, 4)
                .reshape(clip.getShape().get(0), clip.getShape().get(2), 3, pixels);
        return frames.matMul(frames.transpose(0, 1, 3, 2)).div(Scalars.of(clip, 3 * pixels));
    }

    /**
     * @param clip {@code [1, 3, F, H, W]}, not clamped
     * @param owner of the returned gradient
     */
    ClipLoss at(NDArray clip, NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            NDArray x = Autograd.unrecorded(clip::duplicate);
            x.attach(scope);
            x.setRequiresGradient(true);
            NDArray[] parts = Autograd.recorded(() -> losses(x));
            Autograd.backward(parts[0], scope.ones(parts[0].getShape()));
            NDArray gradient = x.getGradient();
            gradient.attach(owner);
            double crossEntropy = parts[1].getFloat();
            return new ClipLoss(
                    parts[0].getFloat(), crossEntropy, parts[2].getFloat(), Math.exp(-crossEntropy), gradient);
        }
    }

    private NDArray[] losses(NDArray x) {
        long frames = x.getShape().get(2);
        NDArray logProbabilities = classifier.logits(x).logSoftmax(1);
        NDArray crossEntropy = logProbabilities.get("0," + target).neg();
        NDArray style = gram(x).sub(originalGram).square().sum().div(Scalars.of(x, frames * 9));
        return new NDArray[] {crossEntropy.add(style.mul(Scalars.of(x, (float) styleWeight))), crossEntropy, style};
    }
}
