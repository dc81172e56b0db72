/** The chart, the manifests and what they say to people: rendered by Helm itself and read again. */
@NullMarked
package io.flipside.chart;

import org.jspecify.annotations.NullMarked;
