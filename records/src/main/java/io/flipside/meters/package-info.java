/**
 * What a process tells of itself as figures: every metric by its name. Figures go to Micrometer's global registry, which is
 * to them what a logger is to lines: whoever publishes adds a registry to it, and where nobody does they cost nothing.
 */
@NullMarked
package io.flipside.meters;

import org.jspecify.annotations.NullMarked;
