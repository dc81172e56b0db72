/**
 * Flips that are none: ways to make a classifier say something else of a clip that shows the same, for a judge of flips to be
 * fitted to and tested on, and how much of it a classifier withstands. Nothing here is offered as a search method. May use {@code io.flipside.method}, {@code search},
 * {@code pgd}, {@code tensor}, {@code classifier} and {@code generator}.
 */
@NullMarked
package io.flipside.attack;

import org.jspecify.annotations.NullMarked;
