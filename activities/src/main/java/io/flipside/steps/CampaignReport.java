package io.flipside.steps;

import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ResultsTable;
import io.flipside.campaign.record.RowResult;
import io.flipside.record.AuditKeys;
import io.flipside.record.Unreadable;
import io.flipside.report.CampaignPage;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws up the results of a campaign: the table, and a page to look at. */
final class CampaignReport {
    /** Strips that a page shows. */
    private static final int MOST_STRIPS = 50;

    private static final long MOST_STRIP_BYTES = 2 << 20;

    private final ObjectStore store;

    CampaignReport(ObjectStore store) {
        this.store = store;
    }

    void write(String campaign, CampaignProgress progress) {
        KeptCampaigns kept = new KeptCampaigns(store);
        KeptCampaign accepted = kept.campaign(campaign)
                .orElseThrow(() -> new IllegalStateException("the store has lost campaign " + campaign));
        List<CampaignLine> lines = kept.lines(campaign, accepted);
        store.put(CampaignKeys.file(campaign, CampaignKeys.TABLE), table(lines), "text/csv; charset=utf-8");
        String page = CampaignPage.html(campaign, progress, lines, strips(lines));
        store.put(
                CampaignKeys.file(campaign, CampaignKeys.PAGE),
                page.getBytes(StandardCharsets.UTF_8),
                "text/html; charset=utf-8");
    }

    private static byte[] table(List<CampaignLine> lines) {
        StringBuilder table = new StringBuilder();
        try {
            ResultsTable.write(lines, table);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a table", e);
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The first strips, by the number of their row; one that is damaged or too large is left out. */
    private Map<Integer, byte[]> strips(List<CampaignLine> lines) {
        Map<Integer, byte[]> strips = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.result().filter(RowResult::strip).isPresent())
                .limit(MOST_STRIPS)
                .forEach(line -> Unreadable.orEmpty(
                                () -> store.find(AuditKeys.file(line.auditId(), "strip.png"), MOST_STRIP_BYTES))
                        .ifPresent(png -> strips.put(line.number(), png)));
        return strips;
    }
}
