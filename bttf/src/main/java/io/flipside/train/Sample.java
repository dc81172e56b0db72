package io.flipside.train;

import io.flipside.frames.RgbFrames;

/**
 * A clip to learn from.
 *
 * @param id of this sight of it: what is cut out of it, and where, follows from the id
 * @param frames all of it
 * @param label index of its class, 0 or more; 0 where nobody labelled it
 */
public record Sample(long id, RgbFrames frames, int label) {}
