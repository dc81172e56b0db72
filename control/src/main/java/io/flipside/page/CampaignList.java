package io.flipside.page;

import io.flipside.desk.CampaignSummary;
import java.util.List;

/**
 * The page of campaigns.
 *
 * @param rows of them
 * @param next address of the next page; empty if there is none
 */
record CampaignList(List<CampaignSummary> rows, String next) {
    static CampaignList of(List<CampaignSummary> found, int limit) {
        return new CampaignList(
                found,
                found.size() < limit
                        ? ""
                        : "/campaigns?after=" + found.get(found.size() - 1).campaignId());
    }
}
