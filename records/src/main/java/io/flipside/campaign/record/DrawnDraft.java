package io.flipside.campaign.record;

import io.flipside.record.AuditJson;
import io.flipside.record.Unreadable;
import io.flipside.store.ObjectStore;
import java.util.Optional;

/**
 * That the results of a campaign were drawn up before its end.
 *
 * @param atMillis when that was done, epoch milliseconds
 * @param tookMillis how long it took
 */
public record DrawnDraft(long atMillis, long tookMillis) {
    private static final String NAME = "drawn.json";
    private static final long MOST_BYTES = 1 << 10;

    /** Notes it, behind the files that it is about. */
    public void keep(ObjectStore store, String campaign) {
        store.put(CampaignKeys.draft(campaign, NAME), AuditJson.bytes(this), "application/json");
    }

    /** The last one; empty if there is none. */
    public static Optional<DrawnDraft> find(ObjectStore store, String campaign) {
        return Unreadable.orEmpty(() -> store.find(CampaignKeys.draft(campaign, NAME), MOST_BYTES)
                .map(json -> AuditJson.readKnown(json, DrawnDraft.class)));
    }

    /** Whether it is no older than it took to draw, so that drawing it anew would be waited for in vain. */
    public boolean isFresh(long nowMillis) {
        return nowMillis - atMillis < tookMillis;
    }
}
