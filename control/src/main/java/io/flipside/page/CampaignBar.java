package io.flipside.page;

import io.flipside.campaign.Cancellation;
import io.flipside.desk.CampaignView;
import io.flipside.text.ShownText;
import java.util.List;
import java.util.Map;

/**
 * How far a campaign is: the part of its page that changes.
 *
 * @param id of it
 * @param status in a word
 * @param open whether it goes on
 * @param rows of its manifest
 * @param ended of them
 * @param atWork how many are at work
 * @param counts of ended rows by how they ended
 * @param cancelled why; empty if it was not
 */
record CampaignBar(
        String id,
        String status,
        boolean open,
        int rows,
        int ended,
        int atWork,
        List<Map.Entry<String, Integer>> counts,
        String cancelled) {
    static CampaignBar of(CampaignView view) {
        boolean over = view.status().equals("completed") || view.status().equals("cancelled");
        return new CampaignBar(
                view.campaignId(),
                view.status(),
                !over,
                view.rows(),
                view.progress().map(progress -> progress.ended()).orElse(0),
                view.progress().map(progress -> progress.atWork().size()).orElse(0),
                view.progress()
                        .map(progress -> List.copyOf(progress.counts().entrySet()))
                        .orElse(List.of()),
                view.progress()
                        .flatMap(progress -> progress.cancelled())
                        .map(Cancellation::reason)
                        .map(ShownText::of)
                        .orElse(""));
    }
}
