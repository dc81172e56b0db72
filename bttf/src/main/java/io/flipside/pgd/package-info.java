/**
 * Projected gradient descent on a clip's pixels: an attack, to hold counterfactuals against. Pure maths: state in, state
 * out; no clock, no randomness but the seed passed in. May use {@code io.flipside.method}, {@code tensor}, {@code
 * classifier}, and no generator.
 */
@NullMarked
package io.flipside.pgd;

import org.jspecify.annotations.NullMarked;
