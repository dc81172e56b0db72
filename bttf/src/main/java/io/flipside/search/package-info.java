/**
 * The method "Back to the Feature" (BTTF): schedule, denoiser, objectives, optimiser and progressive stages. Pure maths:
 * state in, state out; no clock, no randomness but the seed passed in. May use {@code io.flipside.method}, {@code tensor},
 * {@code generator}, {@code classifier}.
 */
@NullMarked
package io.flipside.search;

import org.jspecify.annotations.NullMarked;
