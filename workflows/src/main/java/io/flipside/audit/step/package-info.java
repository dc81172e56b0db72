/** The contracts of an audit's steps: what each takes, what it returns, and how each may fail. */
@NullMarked
package io.flipside.audit.step;

import org.jspecify.annotations.NullMarked;
