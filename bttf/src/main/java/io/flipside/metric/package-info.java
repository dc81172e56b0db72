/**
 * What a report says about a counterfactual: how far it is from the original, what kind of change it makes, and how natural
 * it looks.
 *
 * <p>{@link io.flipside.metric.Metrics} has them all. SSIM is the published formula of its public implementation, checked
 * against that implementation's numbers; the others equal their formula in plain loops. May use {@code io.flipside.frames},
 * {@code tensor}, {@code generator}, {@code classifier}.
 */
@NullMarked
package io.flipside.metric;

import org.jspecify.annotations.NullMarked;
