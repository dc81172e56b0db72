/**
 * What a verdict withstands: the written clip changed as copies of it are, and drawn once more by the generator.
 *
 * <p>A flip that such changes undo hangs on pixels that no one would see. Knows clips, models and classes by what they
 * answer, and nothing of steps or verdicts.
 */
@NullMarked
package io.flipside.stability;

import org.jspecify.annotations.NullMarked;
