@NullMarked
package io.flipside.plan;

import org.jspecify.annotations.NullMarked;
