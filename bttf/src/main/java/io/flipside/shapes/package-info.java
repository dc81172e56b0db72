/**
 * Shape-Moving: synthetic clips of one bright shape that moves up, down, left or right, and how to tell which.
 *
 * <p>Everything is a pure function of (seed, index), drawn here without tensor library, input or output. Whatever the
 * direction, start, shape, colour, size and speed have the same distribution and the first frame is the same: what a
 * classifier learns here can only be motion.
 */
@NullMarked
package io.flipside.shapes;

import org.jspecify.annotations.NullMarked;
