/** How published schemas are made from the records that they describe. */
@NullMarked
package io.flipside.schema;

import org.jspecify.annotations.NullMarked;
