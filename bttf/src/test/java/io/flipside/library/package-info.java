@NullMarked
package io.flipside.library;

import org.jspecify.annotations.NullMarked;
