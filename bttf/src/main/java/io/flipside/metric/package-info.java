/**
 * What a report says about a counterfactual: how far it is from the original and how natural it looks.
 *
 * <p>Each metric is the published formula of its public implementation, checked against that implementation's numbers.
 */
@NullMarked
package io.flipside.metric;

import org.jspecify.annotations.NullMarked;
