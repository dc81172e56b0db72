package io.flipside.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of the workflow hands to the next, so that no history grows with the number of rows. What came of a row is in
 * the store and not in here.
 *
 * @param window rows at work at most
 * @param orders what people have asked
 * @param next number of the first row that was not looked at
 * @param open rows at work, ascending
 * @param counts ended rows by the word for how they ended
 * @param told how many rows had ended when progress was told last
 * @param startedMillis when the campaign began, epoch milliseconds; empty before its first run
 */
public record CampaignState(
        int window,
        CampaignOrders orders,
        int next,
        List<OpenRow> open,
        Map<String, Integer> counts,
        int told,
        Optional<Long> startedMillis) {
    public CampaignState {
        open = List.copyOf(open);
        counts = Map.copyOf(counts);
    }

    /** That of a campaign nobody has worked on, as far as Temporal knows; rows that ended are found in the store. */
    public static CampaignState first(int window, CampaignOrders orders) {
        return new CampaignState(window, orders, 1, List.of(), Map.of(), 0, Optional.empty());
    }
}
