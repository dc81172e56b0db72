/**
 * What an audit will cost: the forecast of a search, with memory, time, store and price. May touch the method's room and
 * the files that a calibration is kept in.
 */
@NullMarked
package io.flipside.plan;

import org.jspecify.annotations.NullMarked;
