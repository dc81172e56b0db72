/**
 * From many counterfactuals to one finding: what changes on the way to a class, where, when and how often, and whether it
 * is more than chance.
 *
 * <p>Pairs of clips go in, sentences with their figures come out. Pure Java over frames: no network, no input or output,
 * and the same pairs in the same order give the same findings.
 */
@NullMarked
package io.flipside.findings;

import org.jspecify.annotations.NullMarked;
