package io.flipside.desk;

import io.flipside.campaign.CampaignProgress;
import java.util.Optional;

/**
 * A campaign as people see it.
 *
 * @param campaignId its id
 * @param status {@code running}, {@code paused}, {@code cancelling}, {@code waiting} (no worker answers), {@code completed}
 *     or {@code cancelled}
 * @param rows of its manifest
 * @param window rows at work at most
 * @param progress where it stands; empty while no worker answers
 */
public record CampaignView(
        String campaignId, String status, int rows, int window, Optional<CampaignProgress> progress) {}
