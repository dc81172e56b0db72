/**
 * Whether a generator knows a clip: figures of how well it gives the clip back, and the limits that were measured for
 * the generator.
 *
 * <p>Knows generators, metrics and the search's noise; nothing in here trains or judges a classifier.
 */
@NullMarked
package io.flipside.domain;

import org.jspecify.annotations.NullMarked;
