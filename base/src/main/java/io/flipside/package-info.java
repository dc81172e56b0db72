/** What every room shares: the errors a person can mend. May use the JDK only. */
@NullMarked
package io.flipside;

import org.jspecify.annotations.NullMarked;
