package io.flipside.tensor;

import ai.djl.ndarray.types.Shape;

/**
 * Where one tensor lies in a safetensors file.
 *
 * @param name its full name
 * @param type of its elements, as stored
 * @param shape its shape; a scalar has no dimensions
 * @param offset first byte, from the start of the file
 * @param bytes length in bytes
 */
public record TensorInfo(String name, ElementType type, Shape shape, long offset, long bytes) {}
