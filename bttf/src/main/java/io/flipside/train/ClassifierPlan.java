package io.flipside.train;

import io.flipside.classifier.VideoSwinConfig;

/**
 * How a classifier is trained, beside what any network is.
 *
 * @param architecture of the network, one of {@link ClassifierForm#architectures}
 * @param adversary who attacks its clips
 * @param cleanUpdates for so many updates nobody does, so that there is something to attack; {@code Growing} knows its own
 */
public record ClassifierPlan(String architecture, Adversary adversary, long cleanUpdates) {
    /** A Video Swin that nobody attacks. */
    public static final ClassifierPlan DEFAULT = new ClassifierPlan(VideoSwinConfig.NAME, Adversary.NONE, 0);

    /** What a resumed run must have in common with the saved one; empty for the shipped robust classifier, which is older. */
    String identity() {
        boolean first = architecture.equals(VideoSwinConfig.NAME) && adversary instanceof Adversary.Growing;
        return first ? "" : " " + architecture + " adversarial=" + adversary.text() + " after " + cleanUpdates;
    }
}
