package io.flipside.steps;

import io.flipside.answers.AnswersJson;
import io.flipside.answers.SeveralAnswers;
import io.flipside.answers.StoredClips;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.record.Answers;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.DrawnDraft;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ResultsTable;
import io.flipside.campaign.record.RowResult;
import io.flipside.learned.CampaignFindings;
import io.flipside.record.AuditKeys;
import io.flipside.record.Unreadable;
import io.flipside.report.CampaignPage;
import io.flipside.report.CampaignResults;
import io.flipside.report.MethodFindings;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Draws up the results of a campaign: the table, the answers, the findings, and a page to look at. */
final class CampaignReport {
    /** Strips that a page shows. */
    private static final int MOST_STRIPS = 50;

    private static final long MOST_STRIP_BYTES = 2 << 20;

    /** Counterfactuals and questions that somebody waits for; at the end all are looked at. */
    private static final int MOST_OF_A_DRAFT = 200;

    private final ObjectStore store;
    private final KeptCampaigns kept;
    private final StoredClips clips;
    private final InstantSource clock = InstantSource.system();

    CampaignReport(ObjectStore store) {
        this.store = store;
        this.kept = new KeptCampaigns(store);
        this.clips = new StoredClips(store);
    }

    /** All of it, at the end. */
    void write(String campaign, CampaignProgress progress) {
        List<CampaignLine> lines = kept.lines(campaign, accepted(campaign));
        write(campaign, progress, lines, Integer.MAX_VALUE, name -> CampaignKeys.file(campaign, name));
    }

    /** As far as it is there. */
    void draft(String campaign) {
        long begun = clock.millis();
        KeptCampaign accepted = accepted(campaign);
        List<CampaignLine> lines = kept.lines(campaign, accepted);
        CampaignOrders orders = kept.orders(campaign, accepted);
        Map<String, Integer> counts = new TreeMap<>();
        lines.stream()
                .filter(line -> !line.state().equals(CampaignLine.OPEN))
                .forEach(line -> counts.merge(line.state(), 1, Integer::sum));
        CampaignProgress progress = new CampaignProgress(
                lines.size(),
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                List.of(),
                counts,
                accepted.window(),
                orders.paused(),
                orders.cancelled());
        write(campaign, progress, lines, MOST_OF_A_DRAFT, name -> CampaignKeys.draft(campaign, name));
        long now = clock.millis();
        new DrawnDraft(now, now - begun).keep(store, campaign);
    }

    private KeptCampaign accepted(String campaign) {
        return kept.campaign(campaign)
                .orElseThrow(() -> new IllegalStateException("the store has lost campaign " + campaign));
    }

    private void write(
            String campaign,
            CampaignProgress progress,
            List<CampaignLine> lines,
            int most,
            UnaryOperator<String> keys) {
        store.put(keys.apply(CampaignKeys.TABLE), table(lines), "text/csv; charset=utf-8");
        List<Answers> questions = Answers.of(lines);
        List<SeveralAnswers> several = questions.stream()
                .filter(Answers::areSeveral)
                .limit(most)
                .map(answers -> SeveralAnswers.of(answers, clips))
                .toList();
        List<List<Answers>> beside = Answers.beside(questions);
        store.put(
                keys.apply(CampaignKeys.ANSWERS),
                new AnswersJson(CampaignPage::files).bytes(several, beside),
                "application/json");
        CampaignFindings findings = new CampaignFindings(clips, most);
        questions.forEach(findings::add);
        List<MethodFindings> found = findings.build();
        store.put(
                keys.apply(CampaignKeys.FINDINGS), CampaignFindings.json(found, findings.unread()), "application/json");
        String page = CampaignPage.html(new CampaignResults(
                campaign, progress, lines, strips(lines), several, beside, found, findings.unread()));
        store.put(keys.apply(CampaignKeys.PAGE), page.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
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
