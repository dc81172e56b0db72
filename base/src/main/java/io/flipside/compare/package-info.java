/** How two clips are compared frame by frame in a browser: a script and a style, the same on the service's page and in reports. */
@NullMarked
package io.flipside.compare;

import org.jspecify.annotations.NullMarked;
