/**
 * The BTTF search: schedule, denoiser, objectives, optimiser and progressive stages. Pure maths: state in, state out; no
 * clock, no randomness but the seed passed in. May use {@code io.flipside.tensor}, {@code generator}, {@code classifier}.
 */
@NullMarked
package io.flipside.search;

import org.jspecify.annotations.NullMarked;
