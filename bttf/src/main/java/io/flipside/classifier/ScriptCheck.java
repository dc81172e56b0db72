package io.flipside.classifier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Autograd;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Whether a program can be searched through: pure, and with a gradient that reaches the clip. */
final class ScriptCheck {
    private ScriptCheck() {}

    /** @throws UserError if it is not */
    static void run(UnaryOperator<NDArray> program, NDArray clip, String origin) {
        try (NDManager scope = clip.getManager().newSubManager()) {
            NDArray leaf = Autograd.unrecorded(clip::duplicate);
            leaf.attach(scope);
            leaf.setRequiresGradient(true);
            NDArray logits = Autograd.recorded(() -> program.apply(leaf));
            NDArray again = Autograd.recorded(() -> program.apply(leaf));
            if (!Arrays.equals(logits.toByteArray(), again.toByteArray())) {
                throw new UserError("TorchScript file " + origin + " gives other logits when called again."
                        + " Export it in eval mode, without random operators.");
            }
            String detached = "TorchScript file " + origin + " is not differentiable: no gradient reaches the clip."
                    + " Export it without detach, no_grad, rounding or argmax.";
            try {
                Autograd.backward(logits, weights(logits.getShape(), scope));
            } catch (EngineException e) {
                throw new UserError(detached, e);
            }
            NDArray gradient = leaf.getGradient();
            // none at all where the graph began inside the program
            if (gradient == null || !changes(gradient, scope)) {
                throw new UserError(detached);
            }
        }
    }

    private static boolean changes(NDArray gradient, NDManager scope) {
        gradient.attach(scope);
        return gradient.neq(0).any().getBoolean();
    }

    // other weights for other classes: the sum of probabilities alone would never change
    private static NDArray weights(Shape shape, NDManager manager) {
        float[] weights = new float[(int) shape.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i % (int) shape.get(1);
        }
        return manager.create(weights, shape);
    }
}
