package io.flipside.shapes;

import io.flipside.frames.RgbFrames;
import java.util.Optional;

/** Finds the shape of a clip in one of its frames. */
@FunctionalInterface
public interface ShapeTracker {
    /** Its centre; empty if there is none. */
    Optional<Centroid> centroid(RgbFrames frames, int index);
}
