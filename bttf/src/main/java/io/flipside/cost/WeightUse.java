package io.flipside.cost;

import io.flipside.tensor.Holding;

/**
 * Which weights are brought to the segments of a generator's velocity.
 *
 * @param holding where they are in between
 * @param bytes as stored that one evaluation brings; 0 if they are there as they are computed with
 * @param fileBytes of the files that they are streamed from
 */
public record WeightUse(Holding holding, long bytes, long fileBytes) {
    /** None: all are there. */
    public static final WeightUse NONE = new WeightUse(Holding.FLOAT32, 0, 0);

    /** Whether they are read from the file at every evaluation, where so many bytes of it stay in memory. */
    public boolean isRead(long cached) {
        return holding == Holding.STREAMED && fileBytes > cached;
    }
}
