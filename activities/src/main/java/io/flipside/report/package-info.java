/**
 * The pages that people read: of an audit and of what many say together, each one self-contained HTML file. May use the
 * frames and findings of the method and the JDK.
 */
@NullMarked
package io.flipside.report;

import org.jspecify.annotations.NullMarked;
