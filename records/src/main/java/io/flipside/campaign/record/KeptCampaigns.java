package io.flipside.campaign.record;

import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignProgress;
import io.flipside.record.AuditJson;
import io.flipside.record.Unreadable;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Campaigns as the store knows them; Temporal may have forgotten all. */
public final class KeptCampaigns {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCampaigns.class);
    private static final long MOST_BYTES = 1 << 20;
    private static final String JSON = "application/json";
    private static final String DROPPED = "dropped";
    private static final String NOT_BEGUN = "not-begun";

    private final ObjectStore store;

    public KeptCampaigns(ObjectStore store) {
        this.store = store;
    }

    /** Notes a campaign; false if there is another of this id. */
    public boolean accept(String id, KeptCampaign campaign) {
        return store.create(CampaignKeys.campaign(id), Content.of(AuditJson.bytes(campaign)), JSON)
                || campaign(id).equals(Optional.of(campaign));
    }

    /** A campaign as it was accepted; empty if there is none, or what is there is damaged. */
    public Optional<KeptCampaign> campaign(String id) {
        return Unreadable.orEmpty(() -> store.find(CampaignKeys.campaign(id), MOST_BYTES)
                .map(json -> AuditJson.readKnown(json, KeptCampaign.class)));
    }

    /** Keeps what people have asked. */
    public void note(String id, CampaignOrders orders) {
        store.put(CampaignKeys.orders(id), AuditJson.bytes(orders), JSON);
    }

    /** What people have asked of a campaign. */
    public CampaignOrders orders(String id, KeptCampaign campaign) {
        return store.find(CampaignKeys.orders(id), MOST_BYTES)
                .map(json -> AuditJson.readKnown(json, CampaignOrders.class))
                .orElseGet(() -> CampaignOrders.of(campaign.manifest()));
    }

    /** Keeps how a campaign ended. */
    public void ended(String id, CampaignProgress progress) {
        store.put(CampaignKeys.progress(id), AuditJson.bytes(progress), JSON);
    }

    /** How a campaign ended; empty if it has not, or what is there is damaged. */
    public Optional<CampaignProgress> progress(String id) {
        return Unreadable.orEmpty(() -> store.find(CampaignKeys.progress(id), MOST_BYTES)
                .map(json -> AuditJson.readKnown(json, CampaignProgress.class)));
    }

    /** Whether a campaign is over. */
    public boolean isDone(String id) {
        return store.stat(CampaignKeys.done(id)).isPresent();
    }

    /** Ids of all campaigns, in order. */
    public List<String> ids() {
        return store.folders(CampaignKeys.CAMPAIGNS);
    }

    /** Hands over each campaign that is not over; one that cannot be read is logged and passed over. */
    public void unfinished(BiConsumer<String, KeptCampaign> each) {
        for (String id : ids()) {
            if (!isDone(id)) {
                campaign(id)
                        .ifPresentOrElse(
                                campaign -> each.accept(id, campaign),
                                () -> LOG.warn("Campaign {} cannot go on: it is damaged, or was never accepted", id));
            }
        }
    }

    /** Every row, with what came of it so far. */
    public List<CampaignLine> lines(String id, KeptCampaign campaign) {
        return lines(id, campaign, 0, Integer.MAX_VALUE);
    }

    /**
     * Some rows, with what came of them so far.
     *
     * @param after number of the row before the first; 0 for the first of all
     * @param limit of rows
     */
    public List<CampaignLine> lines(String id, KeptCampaign campaign, int after, int limit) {
        CampaignOrders orders = orders(id, campaign);
        boolean over = isDone(id) || orders.cancelled().isPresent();
        RowResults results = new RowResults(store);
        List<CampaignLine> lines = new ArrayList<>();
        List<ManifestRow> rows = new Manifests(store).all(id, orders.parts());
        for (ManifestRow row : rows.stream().skip(after).limit(limit).toList()) {
            int number = after + lines.size() + 1;
            Optional<RowResult> result = results.find(id, number);
            String without = orders.isDropped(number) ? DROPPED : over ? NOT_BEGUN : CampaignLine.OPEN;
            lines.add(new CampaignLine(
                    number,
                    row.auditId(),
                    row.request(),
                    result.map(RowResult::verdict).orElse(without),
                    result));
        }
        return lines;
    }
}
