/** Workers that run steps: with a model and without. */
@NullMarked
package io.flipside.worker;

import org.jspecify.annotations.NullMarked;
