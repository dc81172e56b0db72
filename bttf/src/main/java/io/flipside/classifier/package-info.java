/**
 * Video classifiers under audit: Video Swin, R(2+1)D and pinned TorchScript. May use {@code io.flipside.tensor} and DJL.
 */
@NullMarked
package io.flipside.classifier;

import org.jspecify.annotations.NullMarked;
