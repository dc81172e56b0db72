/**
 * One explanation from clip to verdict: read, classify, search, render, read the written file again, decide. May use the
 * clip room and the method.
 */
@NullMarked
package io.flipside.explain;

import org.jspecify.annotations.NullMarked;
