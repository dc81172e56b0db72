package io.flipside.desk;

import io.flipside.UserError;

/** There is no campaign of this id. */
public final class NoSuchCampaign extends UserError {
    private static final long serialVersionUID = 1L;

    public NoSuchCampaign(String campaignId) {
        super("there is no campaign '" + campaignId + "'. 'flipside campaign list' shows those there are.");
    }
}
