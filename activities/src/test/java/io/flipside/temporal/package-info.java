@org.jspecify.annotations.NullMarked
package io.flipside.temporal;
