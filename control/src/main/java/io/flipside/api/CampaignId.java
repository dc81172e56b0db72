package io.flipside.api;

/**
 * Answer to what starts a campaign.
 *
 * @param campaignId its id
 * @param rows how many it has
 */
public record CampaignId(String campaignId, int rows) {}
