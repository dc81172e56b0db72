/** Text that others sent, before people see it. */
@NullMarked
package io.flipside.text;

import org.jspecify.annotations.NullMarked;
