/**
 * How things move between pictures: dense optical flow, and how much of a counterfactual's change it explains. The only room
 * that talks to OpenCV.
 *
 * <p>{@code io.flipside.metric} finds {@link io.flipside.flow.FlowMetric} by its name in {@code META-INF/services}.
 */
@NullMarked
package io.flipside.flow;

import org.jspecify.annotations.NullMarked;
