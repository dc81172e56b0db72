@org.jspecify.annotations.NullMarked
package io.flipside.draws;
