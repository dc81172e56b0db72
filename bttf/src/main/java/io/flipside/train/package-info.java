/**
 * Training of small networks, VAE, image-to-video transformer with its image tower, and classifier, and of LoRA adapters of
 * any transformer, on Shape-Moving or a person's own clips. The same network classes as the real ones. May use every room of this module.
 */
@NullMarked
package io.flipside.train;

import org.jspecify.annotations.NullMarked;
