/** What is said to whoever calls over HTTP and is not answered: problems as RFC 9457 has them. */
@NullMarked
package io.flipside.problem;

import org.jspecify.annotations.NullMarked;
