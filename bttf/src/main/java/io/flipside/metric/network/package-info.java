/**
 * The networks that published metrics are computed with: AlexNet under LPIPS, Inception-V3 under FID, I3D under FVD. None
 * is shipped; {@link io.flipside.metric.network.MetricNetwork} has them by name. May use {@code io.flipside.tensor} and DJL.
 */
@NullMarked
package io.flipside.metric.network;

import org.jspecify.annotations.NullMarked;
