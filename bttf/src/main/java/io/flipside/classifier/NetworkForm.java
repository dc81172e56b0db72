package io.flipside.classifier;

import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;
import io.flipside.tensor.Parameters;
import java.util.Map;

/** The dimensions of a network of ours, as its {@code config.json} says them. */
public interface NetworkForm {
    /** Name of its architecture, as {@code config.json} says it. */
    String architecture();

    /** How many classes it tells apart. */
    int classes();

    /** Residual or attention blocks in all. */
    int blocks();

    /** Channels of the first stage. */
    int width();

    /**
     * The network, with every tensor read at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    ClipNetwork network(Parameters parameters);

    /** What {@code config.json} says of it, by its fields in the order to write them. */
    Map<String, Object> fields();

    /**
     * What one clip scored and its gradient cost.
     *
     * @param sampled the frames that the network sees, and their size
     */
    Operations cost(ClipSize sampled);
}
