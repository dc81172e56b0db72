/**
 * Models by name: what a folder of weights is, whether everything of it fits, and the folder in which the loader finds it
 * as it wants it. May use the rooms of the networks and metrics; reads headers only, and starts no engine, but to embed a prompt.
 */
@NullMarked
package io.flipside.library;

import org.jspecify.annotations.NullMarked;
