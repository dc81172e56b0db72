/** Requests as people and machines write them, read strictly: every field is known or refused by its name. */
@NullMarked
package io.flipside.request;

import org.jspecify.annotations.NullMarked;
