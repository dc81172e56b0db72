/**
 * What networks cost, in numbers that every room can add up: operations, memory, time. May touch nothing of ours.
 */
@NullMarked
package io.flipside.cost;

import org.jspecify.annotations.NullMarked;
