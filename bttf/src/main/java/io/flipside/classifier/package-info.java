/**
 * Video classifiers under audit: Video Swin and pinned TorchScript. May use {@code io.flipside.tensor} and DJL.
 */
@NullMarked
package io.flipside.classifier;

import org.jspecify.annotations.NullMarked;
