/**
 * Tensors for the method: weights in safetensors files, the ATen operators that DJL does not bind, and vector-Jacobian
 * products with kept or recomputed graphs. May use DJL and the JDK.
 */
@NullMarked
package io.flipside.tensor;

import org.jspecify.annotations.NullMarked;
