package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.flipside.pgd.Norm;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;
import java.util.function.UnaryOperator;

/**
 * Attacks on a batch of clips, {@code [N, 3, F, H, W]} in [-1, 1], along the gradient of their cross entropy.
 *
 * @param logits of clips, recorded when called so
 * @param afterwards what forgets the gradients that an attack leaves in the network's parameters
 */
record BatchAttack(UnaryOperator<NDArray> logits, Runnable afterwards) {
    /** Largest change of any value by a step on every value. */
    private static final double EVERYWHERE = 0.12;
    /** Euclidean length of the largest step where the gradient is large. */
    private static final double LENGTH = 14;
    /** Steps in all lead this many times across the ball. */
    private static final double ACROSS = 2.5;
    /** From pixels in [0, 1] to values in [-1, 1]. */
    private static final double SIGNED = 2;

    /** One step up the loss: every second clip along the gradient itself, the others along its signs. */
    NDArray mixed(NDArray clips, NDArray labels, double strength, NDManager scope) {
        NDArray gradient = gradient(clips, labels, scope);
        long n = clips.getShape().get(0);
        NDArray along =
                gradient.div(lengths(gradient).add(1e-12f)).mul(Scalars.of(gradient, (float) (strength * LENGTH)));
        NDArray everywhere = gradient.sign().mul(Scalars.of(gradient, (float) (strength * EVERYWHERE)));
        NDArray half = scope.arange(n).toType(DataType.FLOAT32, true).mod(2).reshape(n, 1, 1, 1, 1);
        return clips.add(along.mul(half)).add(everywhere.mul(half.neg().add(1)));
    }

    /** Projected gradient descent from the clips themselves; values stay in [-1, 1]. */
    NDArray descent(NDArray clips, NDArray labels, Adversary.Descent how, NDManager scope) {
        long values = clips.getShape().size() / clips.getShape().get(0);
        double radius = SIGNED * how.budget().radius(values);
        NDArray length = Scalars.of(clips, (float) (radius * Math.min(1, ACROSS / how.steps())));
        NDArray moved = clips;
        for (int i = 0; i < how.steps(); i++) {
            NDArray gradient = gradient(moved, labels, scope);
            NDArray direction = how.budget().norm() == Norm.L2
                    ? gradient.div(lengths(gradient).add(1e-12f))
                    : gradient.sign();
            NDArray change = inside(
                    moved.add(direction.mul(length)).sub(clips),
                    radius,
                    how.budget().norm());
            moved = clips.add(change).clip(-1, 1);
        }
        return moved;
    }

    private static NDArray inside(NDArray change, double radius, Norm norm) {
        if (norm == Norm.LINF) {
            return change.clip(-radius, radius);
        }
        NDArray scale =
                lengths(change).add(1e-12f).pow(Scalars.of(change, -1f)).mul(Scalars.of(change, (float) radius));
        return change.mul(scale.clip(0, 1));
    }

    /** Euclidean length of each clip, {@code [N, 1, 1, 1, 1]}. */
    private static NDArray lengths(NDArray clips) {
        long n = clips.getShape().get(0);
        return clips.reshape(n, -1).square().sum(new int[] {1}).sqrt().reshape(n, 1, 1, 1, 1);
    }

    private NDArray gradient(NDArray clips, NDArray labels, NDManager scope) {
        NDArray start = clips.duplicate();
        start.setRequiresGradient(true);
        NDArray loss = Autograd.recorded(() -> Aten.call("cross_entropy", logits.apply(start), labels));
        Autograd.backward(loss, scope.ones(loss.getShape()));
        afterwards.run();
        NDArray gradient = start.getGradient();
        gradient.attach(scope);
        return gradient;
    }
}
