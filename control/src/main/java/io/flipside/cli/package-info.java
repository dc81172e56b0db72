/** The command line: the only room that prints. One class a command. */
@NullMarked
package io.flipside.cli;

import org.jspecify.annotations.NullMarked;
