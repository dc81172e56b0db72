package io.flipside.campaign;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Steps of a campaign: a processor and the store is all they need. Each may be done again, to the same effect. */
@ActivityInterface
public interface CampaignSteps {
    /**
     * The next rows, as many as travel well.
     *
     * @param parts of the manifest
     * @param from number of the first
     */
    @ActivityMethod(name = "campaignRows")
    CampaignRows rows(String campaignId, List<ManifestPart> parts, int from);

    /**
     * Keeps what came of a row and says how it ended in a word. Fails, to be tried again, while its audit is at work.
     */
    @ActivityMethod(name = "campaignSettle")
    String settle(SettleInput input);

    /** Keeps what people have asked. */
    @ActivityMethod(name = "campaignNote")
    void note(String campaignId, CampaignOrders orders);

    /** Draws up the results of all rows: table, answers, findings and page. */
    @ActivityMethod(name = "campaignResults")
    void results(String campaignId, CampaignProgress progress);

    /** Draws up the results as far as they are there, the findings of the first counterfactuals, beside those of the end. */
    @ActivityMethod(name = "campaignDraft")
    void draft(String campaignId);

    /** Tells an event; telling it again is harmless. */
    @ActivityMethod(name = "campaignAnnounce")
    void announce(CampaignEvent event);
}
