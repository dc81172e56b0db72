package io.flipside.campaign.record;

import io.flipside.campaign.ManifestPart;

/**
 * A campaign as it was accepted.
 *
 * @param version of this layout
 * @param window rows at work at most
 * @param manifest its rows
 */
public record KeptCampaign(int version, int window, ManifestPart manifest) {
    /** The layout that this build writes. */
    public static final int VERSION = 1;

    /** In the layout that this build writes. */
    public static KeptCampaign of(int window, ManifestPart manifest) {
        return new KeptCampaign(VERSION, window, manifest);
    }
}
