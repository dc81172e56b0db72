package io.flipside.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** One network in training. A step is a pure function of the saved state and the settings. */
public abstract class Trainer {
    /** Has all that changes from step to step. */
    abstract Optimiser optimiser();

    /** What a resumed run must have in common with the saved one besides its settings; mostly nothing. */
    public String identity() {
        return "";
    }

    /** One update; returns its figures by name. */
    public abstract Map<String, Double> step();

    /** Updates done. */
    public final long stepsDone() {
        return optimiser().step();
    }

    /** Everything a resumed run needs. */
    public final Map<String, NDArray> state() {
        return optimiser().state();
    }

    /** Takes up saved state. */
    public void restore(Map<String, NDArray> state, long step) {
        optimiser().restore(state, step);
    }

    /** The averaged weights under their public names. */
    public final Map<String, NDArray> result() {
        return optimiser().averaged();
    }
}
