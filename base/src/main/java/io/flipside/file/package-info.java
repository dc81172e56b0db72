/** Files as every room handles them: fingerprints and short-lived folders. May use the JDK only. */
@NullMarked
package io.flipside.file;

import org.jspecify.annotations.NullMarked;
