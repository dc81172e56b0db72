/** How each step of an audit is done: from claim checks to claim checks, safe to be killed and to be done again. */
@NullMarked
package io.flipside.steps;

import org.jspecify.annotations.NullMarked;
