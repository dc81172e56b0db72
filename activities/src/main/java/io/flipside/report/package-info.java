/** The page that people read: one self-contained HTML file. May use the frames of the method and the JDK. */
@NullMarked
package io.flipside.report;

import org.jspecify.annotations.NullMarked;
