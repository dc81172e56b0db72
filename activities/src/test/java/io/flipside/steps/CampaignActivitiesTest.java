package io.flipside.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.ToldEvent;
import io.flipside.campaign.CampaignEvent;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.CampaignRow;
import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.SettleInput;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecords;
import io.flipside.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CampaignActivitiesTest {
    private static final String ID = "campaign-1";
    private static final String JSON = "application/json";

    private final MemoryStore store = new MemoryStore();
    private final List<ToldEvent> told = new ArrayList<>();
    private final CampaignActivities steps = new CampaignActivities(store, told::add, () -> details -> {});
    private List<ManifestPart> parts = List.of();

    @BeforeEach
    void accept() {
        List<ManifestRow> rows = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> new ManifestRow(number, audit(number), request("<left>")))
                .toList();
        parts = List.of(new Manifests(store).keep(ID, "first", rows));
        new KeptCampaigns(store).accept(ID, KeptCampaign.of(2, parts.get(0)));
    }

    private static String audit(int number) {
        return "audit-" + number;
    }

    private AuditRequest request(String target) {
        ArtifactRef clip = new ArtifactRef(store.uri("inputs/c"), "ab".repeat(32), 1, "video/mp4");
        return new AuditRequest(
                clip, "tiny", "tiny", Optional.empty(), target, Presets.of("tiny"), 1, Optional.empty());
    }

    private void keep(String key, byte[] bytes) {
        store.put(key, bytes, JSON);
    }

    /** An audit that is over and flipped, as its own steps leave it. */
    private void flipped(int number) {
        Map<String, Measurement> metrics = Map.of(
                "ssim",
                new Measurement.Figures(Map.of("ssim", new Figure(0.75, "ratio", Figure.Direction.HIGHER_IS_NEARER))));
        ArtifactRef strip = store.put(AuditKeys.file(audit(number), "strip.png"), new byte[] {1, 2, 3}, "image/png");
        Evaluation evaluation = new Evaluation(
                "<left>",
                0.9,
                0.9,
                "<left>",
                metrics,
                "0".repeat(64),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("strip.png", strip));
        SealInput sealed = new SealInput(
                audit(number),
                request("<left>"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new AuditOutcome.Flipped(evaluation, Optional.empty()),
                1_000,
                3_500);
        keep(AuditKeys.record(audit(number)), AuditRecords.bytes(AuditRecords.of(sealed, List.of(), Optional.empty())));
        AuditEvent last = new AuditEvent(audit(number), AuditEvent.COMPLETED, "", 3_500, Map.of("verdict", "flipped"));
        keep(AuditKeys.done(audit(number)), AuditJson.bytes(last));
    }

    private SettleInput settling(int row, Optional<String> lost) {
        return new SettleInput(ID, parts, row, lost);
    }

    @Test
    void rowsSayWhatTheStoreKnowsOfThem() {
        flipped(1);
        keep(AuditKeys.request(audit(2)), AuditJson.bytes(request("<left>")));
        keep(AuditKeys.asked(audit(4)), AuditJson.bytes(request("another")));
        List<CampaignRow> rows = steps.rows(ID, parts, 1).rows();
        assertThat(rows).extracting(CampaignRow::number).containsExactly(1, 2, 3, 4);
        assertThat(rows).extracting(CampaignRow::auditId).containsExactly("audit-1", "audit-2", "audit-3", "audit-4");
        assertThat(rows.get(0).ended()).contains("flipped");
        assertThat(rows.get(1).begun()).isTrue();
        assertThat(rows.get(2).begun()).isFalse();
        assertThat(rows.get(2).request()).contains(request("<left>"));
        // somebody asked for something else under its id
        assertThat(rows.get(3).ended()).contains("refused");
        assertThat(store.stat(AuditKeys.asked(audit(3)))).isPresent();
    }

    @Test
    void aRowIsSettledWhenItsAuditIsDoneAndNotBefore() {
        assertThatThrownBy(() -> steps.settle(settling(1, Optional.empty())))
                .isInstanceOf(StillAtWork.class)
                .hasMessageContaining("audit-1");
        flipped(1);
        assertThat(steps.settle(settling(1, Optional.empty()))).isEqualTo("flipped");
        assertThat(steps.settle(settling(1, Optional.of("terminated")))).isEqualTo("flipped");
    }

    @Test
    void anAuditWhoseWorkflowWasLostIsAFailedRow() {
        assertThat(steps.settle(settling(2, Optional.of("terminated")))).isEqualTo("failed");
        assertThat(steps.rows(ID, parts, 2).rows().get(0).ended()).contains("failed");
    }

    @Test
    void anAuditWhoseRecordIsDamagedStillSaysHowItEnded() {
        flipped(1);
        keep(AuditKeys.record(audit(1)), "rubbish".getBytes(UTF_8));
        assertThat(steps.settle(settling(1, Optional.empty()))).isEqualTo("flipped");
    }

    @Test
    void theResultsAreATableAndAPageThatEscapesWhatOthersWrote() {
        flipped(1);
        steps.settle(settling(1, Optional.empty()));
        steps.settle(settling(2, Optional.of("<b>terminated</b>")));
        CampaignProgress progress = new CampaignProgress(
                4, 4, List.of(), Map.of("flipped", 1, "failed", 1, "dropped", 2), 2, false, Optional.empty());
        steps.results(ID, progress);
        String table = text(CampaignKeys.TABLE);
        assertThat(table.lines()).hasSize(5);
        assertThat(table).contains("1,audit-1,", ",<left>,bttf,1,flipped,", ",0.9,0,2.5,0.75");
        String page = text(CampaignKeys.PAGE);
        assertThat(page)
                .contains("1 of 4 rows flipped", "&lt;left&gt;", "data:image/png;base64,AQID")
                .contains("href=\"../../../audits/audit-1/files/report.html\"")
                .contains("0.207 to 1.000")
                .doesNotContain("<left>", "<b>terminated", "http://", "https://", "<script");
        assertThat(new KeptCampaigns(store).progress(ID)).contains(progress);
    }

    private String text(String name) {
        return new String(store.find(CampaignKeys.file(ID, name), 1 << 20).orElseThrow(), UTF_8);
    }

    @Test
    void theLastEventSaysThatTheCampaignIsDoneAndARepeatIsWhatWasToldFirst() {
        CampaignEvent accepted = new CampaignEvent(ID, CampaignEvent.ACCEPTED, "", 1, Map.of("rows", 4));
        steps.announce(accepted);
        steps.announce(new CampaignEvent(ID, CampaignEvent.ACCEPTED, "", 2, Map.of("rows", 4)));
        assertThat(told).containsExactly(accepted);
        assertThat(new KeptCampaigns(store).isDone(ID)).isFalse();
        steps.announce(new CampaignEvent(ID, CampaignEvent.COMPLETED, "", 3, Map.of("rows", 4)));
        assertThat(new KeptCampaigns(store).isDone(ID)).isTrue();
    }
}
