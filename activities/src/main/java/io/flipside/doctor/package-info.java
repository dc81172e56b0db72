/** What a machine is, and whether it computes as it should. May touch what an audit touches, and is touched by none. */
@NullMarked
package io.flipside.doctor;

import org.jspecify.annotations.NullMarked;
