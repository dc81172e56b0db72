/**
 * Image-to-video generation: the Wan transformer and VAE, the CLIP and umT5 towers that condition it, LoRA adapters. May
 * use {@code io.flipside.tensor} and DJL.
 */
@NullMarked
package io.flipside.generator;

import org.jspecify.annotations.NullMarked;
