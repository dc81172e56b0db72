package io.flipside.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** One network in training. A step is a pure function of the saved state and the settings. */
public interface Trainer {
    /** One update; returns its figures by name. */
    Map<String, Double> step();

    /** Updates done. */
    long stepsDone();

    /** Everything a resumed run needs. */
    Map<String, NDArray> state();

    /** Takes up saved state. */
    void restore(Map<String, NDArray> state, long step);

    /** The averaged weights under their public names. */
    Map<String, NDArray> result();
}
