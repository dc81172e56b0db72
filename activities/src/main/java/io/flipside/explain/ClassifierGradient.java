package io.flipside.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.tensor.Autograd;

/** What a classifier tells a search: the gradient of its cross-entropy with respect to a clip. */
final class ClassifierGradient {
    private ClassifierGradient() {}

    /** Norm over all values of the clip in [-1, 1], in nats; 0 where the classifier hides its gradient. */
    static double norm(Models models, Clip clip, String target) {
        try (NDManager scope = models.manager().newSubManager()) {
            NDArray x = Prediction.toArray(clip, scope);
            x.setRequiresGradient(true);
            NDArray crossEntropy = Autograd.recorded(() -> models.classifier()
                    .logits(x)
                    .logSoftmax(1)
                    .get("0," + models.targetIndex(target))
                    .neg());
            Autograd.backward(crossEntropy, scope.ones(crossEntropy.getShape()));
            return x.getGradient().square().sum().sqrt().getFloat();
        }
    }
}
