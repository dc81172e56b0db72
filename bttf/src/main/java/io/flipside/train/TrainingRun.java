package io.flipside.train;

import java.util.Map;

/** What a trainer tells and obeys. */
public interface TrainingRun {
    /**
     * After a step.
     *
     * @param step steps done
     * @param steps length of the run
     * @param figures named numbers of this step, such as the loss
     */
    void progress(long step, long steps, Map<String, Double> figures);

    /** Whether to save and stop now. */
    boolean stopRequested();
}
