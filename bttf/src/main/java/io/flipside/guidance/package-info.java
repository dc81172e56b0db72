/**
 * Classifier guidance: the generator draws a clip once, and at each denoising step the classifier's gradient bends the
 * velocity towards the target class. Three methods differ in what the classifier sees and where the drawing starts. Pure
 * maths: state in, state out; no clock, no randomness but the seed passed in. May use {@code io.flipside.method}, {@code
 * tensor}, {@code generator}, {@code classifier}, and of {@code search} its schedule and its choice of memory.
 */
@NullMarked
package io.flipside.guidance;

import org.jspecify.annotations.NullMarked;
