/** Audits over HTTP. */
@NullMarked
package io.flipside.api;

import org.jspecify.annotations.NullMarked;
