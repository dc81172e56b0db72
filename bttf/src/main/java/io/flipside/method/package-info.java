/**
 * What a search for a counterfactual is, whatever its method: how it is opened, stepped, saved and drawn. Each method lies
 * in a room of its own and is found by name ({@link io.flipside.method.SearchMethods}); nobody else knows its settings,
 * latents or counters. Pure maths: no clock, no randomness but the seed passed in. May use {@code io.flipside.tensor},
 * {@code generator}, {@code classifier}, and no method.
 */
@NullMarked
package io.flipside.method;

import org.jspecify.annotations.NullMarked;
