package io.flipside.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * A search on one clip, one update at a time. {@link #next} is a pure function of its argument: the same state gives the
 * same bits, in this process or another on the same kind of device. Holds native memory until closed.
 */
public interface Search extends AutoCloseable {
    /** The stages, in order, as {@link SearchMethod#stages} gives them. */
    List<Stage> stages();

    /**
     * The state before the first update.
     *
     * @param seed of every random number of the search
     */
    SearchState start(long seed);

    /** Whether no update is left. */
    boolean isDone(SearchState state);

    /**
     * One update. Its report is {@link SearchState#last} of what it returns.
     *
     * @throws NonFiniteException if a loss or gradient is not finite
     * @throws io.flipside.UserError if the state is of another method
     */
    SearchState next(SearchState state);

    /** The state with which the following stage begins when the state's own is ended here. */
    SearchState nextStage(SearchState state);

    /**
     * The counterfactual of a state, whichever stage it is in.
     *
     * @param owner of the result
     * @return {@code [1, 3, F, H, W]}, not clamped
     */
    NDArray render(SearchState state, NDManager owner);

    @Override
    void close();
}
