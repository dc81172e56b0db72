/** Commands that need a model, or the clips that models are made for. One class a command. */
@NullMarked
package io.flipside.cli.model;

import org.jspecify.annotations.NullMarked;
