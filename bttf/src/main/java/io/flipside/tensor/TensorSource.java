package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Set;

/** Named tensors from somewhere: files, a merge of files, or an initialisation. */
public interface TensorSource {
    /** Every name this source holds; empty for a source that makes tensors on demand. */
    Set<String> names();

    /** Whether {@link #read} would find the tensor. */
    boolean has(String name);

    /** The stored shape, without reading the tensor; empty if it is not there or not known yet. */
    default Optional<Shape> shape(String name) {
        return Optional.empty();
    }

    /**
     * Whether {@link #read} would bring the tensor, from what is known without reading it.
     *
     * @throws io.flipside.UserError as {@link #read} does
     */
    default void check(String name, Shape expected) {}

    /**
     * Brings a tensor into native memory.
     *
     * @param name full name
     * @param expected the shape the network needs
     * @param manager owner of the result
     * @return float32
     * @throws io.flipside.UserError if it is missing, has another shape, or is not stored as float32, float16 or bfloat16;
     *     the message names it and what it has
     */
    NDArray read(String name, Shape expected, NDManager manager);

    /**
     * Holds a tensor as it is stored, to be had in float32 when a segment needs it.
     *
     * @param manager owner of what is held
     * @throws io.flipside.UserError as {@link #read} does
     */
    default Weight hold(String name, Shape expected, NDManager manager) {
        return Weight.resident(read(name, expected, manager));
    }

    /**
     * Some rows of a table in float32; the rest of it is not read.
     *
     * @param rows which, in this order
     * @param expected the shape of the whole table
     * @throws io.flipside.UserError as {@link #read} does, or if there is no such row
     */
    default NDArray rows(String name, long[] rows, Shape expected, NDManager manager) {
        try (NDArray table = read(name, expected, manager);
                NDArray indices = manager.create(rows)) {
            return Aten.call("embedding", indices, table);
        }
    }

    /** Begins to bring a tensor's bytes from disk; {@link #read} finds them sooner then. */
    default void fetch(String name) {}
}
