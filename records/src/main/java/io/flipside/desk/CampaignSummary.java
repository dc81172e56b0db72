package io.flipside.desk;

/**
 * A campaign in a list.
 *
 * @param campaignId its id
 * @param status {@code open} or {@code completed}
 */
public record CampaignSummary(String campaignId, String status) {}
