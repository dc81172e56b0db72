package io.flipside.cost;

/**
 * What an update of a search takes beyond its networks by themselves: norms, activations and copies between them, losses and
 * the optimiser are in no count of operations.
 *
 * @param factor how many times as long its networks take in it, 1 or more
 * @param updateSeconds beside them, 0 or more
 */
public record SearchOverhead(double factor, double updateSeconds) {
    /** Nothing known. */
    public static final SearchOverhead NONE = new SearchOverhead(1, 0);

    /**
     * An update that was made.
     *
     * @param networks seconds that its networks take by themselves
     * @param measured seconds that it took
     */
    public record Update(double networks, double measured) {}

    /**
     * From two updates of different size: of the line through both, the slope is the factor. Where the line asks for less than
     * nothing, the factor alone, or the rest alone, is fitted to both.
     */
    public static SearchOverhead between(Update small, Update large) {
        double slope = (large.measured - small.measured) / (large.networks - small.networks);
        double measured = small.measured + large.measured;
        double networks = small.networks + large.networks;
        if (slope < 1) {
            return new SearchOverhead(1, Math.max(0, (measured - networks) / 2));
        } else if (small.measured < slope * small.networks) {
            return new SearchOverhead(Math.max(1, measured / networks), 0);
        }
        return new SearchOverhead(slope, small.measured - slope * small.networks);
    }
}
