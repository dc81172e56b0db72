/** How settings are read: interfaces that name them, and what their values must be. */
@NullMarked
package io.flipside.settings;

import org.jspecify.annotations.NullMarked;
