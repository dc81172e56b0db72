package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Set;

/** Named tensors from somewhere: files, a merge of files, or an initialisation. */
public interface TensorSource {
    /** Every name this source holds; empty for a source that makes tensors on demand. */
    Set<String> names();

    /** Whether {@link #read} would find the tensor. */
    boolean has(String name);

    /**
     * Brings a tensor into native memory.
     *
     * @param name full name
     * @param expected the shape the network needs
     * @param manager owner of the result
     * @return float32, or the stored type where it is an integer or float64
     * @throws io.flipside.UserError if it is missing or has another shape; the message names it and both shapes
     */
    NDArray read(String name, Shape expected, NDManager manager);
}
