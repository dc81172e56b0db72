/** The border of the HTTP door: what a request must be like before anything else looks at it. Knows no audit. */
@NullMarked
package io.flipside.http;

import org.jspecify.annotations.NullMarked;
