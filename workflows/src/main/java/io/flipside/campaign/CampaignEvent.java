package io.flipside.campaign;

import io.flipside.audit.step.ToldEvent;
import java.util.Map;

/**
 * Something that became of a campaign, to be told to others.
 *
 * @param campaignId the campaign
 * @param type {@link #ACCEPTED}, {@link #PROGRESS} or {@link #COMPLETED}
 * @param discriminator tells events of one type apart: of progress the number of ended rows; empty if there is one only
 * @param timeMillis when it happened, epoch milliseconds
 * @param data what there is to say
 */
public record CampaignEvent(
        String campaignId, String type, String discriminator, long timeMillis, Map<String, Object> data)
        implements ToldEvent {
    /** It was accepted. */
    public static final String ACCEPTED = "accepted";

    /** Rows ended since the last time. */
    public static final String PROGRESS = "progress";

    /** Every row ended, or was dropped or not begun: the last event. */
    public static final String COMPLETED = "completed";

    @Override
    public String id() {
        return campaignId + "/" + type + (discriminator.isEmpty() ? "" : "/" + discriminator);
    }

    @Override
    public String about() {
        return "campaign";
    }

    @Override
    public String subject() {
        return campaignId;
    }
}
