package io.flipside.tensor;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Where one tensor lies in a safetensors file.
 *
 * @param name its full name
 * @param dataType element type as stored
 * @param shape its shape; a scalar has no dimensions
 * @param offset first byte, from the start of the file
 * @param bytes length in bytes
 */
public record TensorInfo(String name, DataType dataType, Shape shape, long offset, long bytes) {}
