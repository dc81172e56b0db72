/** The application: its settings, its workers, and the doors to audits. */
@NullMarked
package io.flipside.service;

import org.jspecify.annotations.NullMarked;
