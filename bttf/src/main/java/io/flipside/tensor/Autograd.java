package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** Recording of gradient graphs on the calling thread, and the backward pass through them. */
public final class Autograd {
    private Autograd() {}

    /** Runs code with the graph recorded for arrays that require a gradient. */
    public static <T> T recorded(Supplier<T> code) {
        return inMode(true, code);
    }

    /** Runs code without recording anything. */
    public static <T> T unrecorded(Supplier<T> code) {
        return inMode(false, code);
    }

    /**
     * Adds to the gradient of every leaf below {@code output} the product of the upstream gradient with the Jacobian.
     * The graph is consumed.
     *
     * @param output a recorded result
     * @param upstream gradient with respect to it, of the same shape
     */
    public static void backward(NDArray output, NDArray upstream) {
        JniUtils.backward((PtNDArray) output, (PtNDArray) upstream, false, false);
    }

    private static <T> T inMode(boolean recording, Supplier<T> code) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(recording);
        try {
            return code.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
