/**
 * How an audit is run: one plan of settings, the same at every door, in every preset and in every record. May touch the
 * checks of the room above, nothing else.
 */
@NullMarked
package io.flipside.audit.plan;

import org.jspecify.annotations.NullMarked;
