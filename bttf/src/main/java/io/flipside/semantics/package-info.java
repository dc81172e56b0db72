/**
 * Whether a flip is semantic or adversarial, by figures that need no labels: how a probability follows from them, how it is
 * fitted to flips of which the truth is known, and how well it tells them apart. Pure maths on numbers by name; may use
 * {@code io.flipside.tensor} for files and {@code search} for the optimiser.
 */
@NullMarked
package io.flipside.semantics;

import org.jspecify.annotations.NullMarked;
