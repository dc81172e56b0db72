/**
 * Training of the small networks that the embedded default ships: VAE, image-to-video transformer with its image tower,
 * and classifier, on Shape-Moving clips. The same network classes as the real ones. May use every room of this module.
 */
@NullMarked
package io.flipside.train;

import org.jspecify.annotations.NullMarked;
