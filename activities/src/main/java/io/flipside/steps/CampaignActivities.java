package io.flipside.steps;

import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.campaign.CampaignEvent;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.CampaignRow;
import io.flipside.campaign.CampaignRows;
import io.flipside.campaign.CampaignSteps;
import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.SettleInput;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.campaign.record.RowResult;
import io.flipside.campaign.record.RowResults;
import io.flipside.desk.Asked;
import io.flipside.desk.RequestConflict;
import io.flipside.record.Asks;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.EventSink;
import io.flipside.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The steps of a campaign by the names of their contract. */
public final class CampaignActivities implements CampaignSteps, AutoCloseable {
    /** Ten thousand counterfactuals are read in well under an hour. */
    private static final Duration LONGEST_REPORT = Duration.ofHours(6);

    /** Bytes of rows that travel at once; one row alone may have more. */
    private static final int MOST_BYTES = 40 << 10;

    private final ObjectStore store;
    private final Manifests manifests;
    private final RowResults results;
    private final KeptCampaigns kept;
    private final Asked asked;
    private final Asks asks;
    private final AnnounceCampaign announce;
    private final CampaignReport report;
    private final Supplier<StepContext> contexts;
    private final Heartbeats heartbeats = new Heartbeats(LONGEST_REPORT);

    /**
     * @param events where events are told
     * @param contexts where the step that this thread is in tells that it is alive
     */
    public CampaignActivities(ObjectStore store, EventSink events, Supplier<StepContext> contexts) {
        this.contexts = contexts;
        this.store = store;
        this.manifests = new Manifests(store);
        this.results = new RowResults(store);
        this.kept = new KeptCampaigns(store);
        this.asked = new Asked(store);
        this.asks = new Asks(store);
        this.announce = new AnnounceCampaign(store, events);
        this.report = new CampaignReport(store);
    }

    @Override
    public CampaignRows rows(String campaignId, List<ManifestPart> parts, int from) {
        List<CampaignRow> rows = new ArrayList<>();
        int bytes = 0;
        for (ManifestRow row : manifests.piece(campaignId, parts, from)) {
            bytes += AuditJson.bytes(row).length;
            if (!rows.isEmpty() && bytes > MOST_BYTES) {
                break;
            }
            rows.add(row(campaignId, from + rows.size(), row));
        }
        return new CampaignRows(rows);
    }

    private CampaignRow row(String campaignId, int number, ManifestRow row) {
        Optional<String> ended = results.settle(campaignId, number, row)
                .or(() -> conflict(campaignId, number, row))
                .map(RowResult::verdict);
        boolean begun =
                ended.isEmpty() && store.stat(AuditKeys.request(row.auditId())).isPresent();
        return new CampaignRow(
                number, row.auditId(), ended.isEmpty() ? Optional.of(row.request()) : Optional.empty(), begun, ended);
    }

    /** As every door does, notes what the audit is asked for before it begins. */
    private Optional<RowResult> conflict(String campaignId, int number, ManifestRow row) {
        try {
            asked.note(row.auditId(), row.request());
            asks.beganFor(AuditKeys.folder(row.auditId()), campaignId, CampaignKeys.folder(campaignId));
            return Optional.empty();
        } catch (RequestConflict e) {
            Reason reason = new Reason("conflict", String.valueOf(e.getMessage()));
            return Optional.of(results.keep(campaignId, number, row, Verdict.REFUSED, reason));
        }
    }

    @Override
    public String settle(SettleInput input) {
        ManifestRow row = manifests.row(input.campaignId(), input.parts(), input.row());
        return results.settle(input.campaignId(), input.row(), row)
                .or(() -> input.lost().map(lost -> lost(input, row, lost)))
                .map(RowResult::verdict)
                .orElseThrow(() -> new StillAtWork(row.auditId()));
    }

    private RowResult lost(SettleInput input, ManifestRow row, String lost) {
        Reason reason = new Reason(
                "lost",
                "The audit's workflow ended without a record: " + lost
                        + ". 'flipside rerun' starts the audit again, if it was accepted.");
        return results.keep(input.campaignId(), input.row(), row, Verdict.FAILED, reason);
    }

    @Override
    public void note(String campaignId, CampaignOrders orders) {
        kept.note(campaignId, orders);
    }

    @Override
    public void results(String campaignId, CampaignProgress progress) {
        kept.ended(campaignId, progress);
        alive(() -> report.write(campaignId, progress));
    }

    @Override
    public void draft(String campaignId) {
        alive(() -> report.draft(campaignId));
    }

    private void alive(Runnable work) {
        heartbeats.during("drawing up", contexts.get(), () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    @Override
    public void announce(CampaignEvent event) {
        announce.run(event);
    }

    @Override
    public void close() {
        heartbeats.close();
    }
}
