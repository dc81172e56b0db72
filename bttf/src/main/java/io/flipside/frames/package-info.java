/**
 * The pixels of a clip, as bytes and as the numbers a network sees.
 *
 * <p>Every room that looks at frames (synthetic data, metrics, video files) shares this one form, so that there is one
 * rounding rule between bytes and tensors in the whole project. Pure Java: no tensor library, no input or output.
 */
@NullMarked
package io.flipside.frames;

import org.jspecify.annotations.NullMarked;
