package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.Reason;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.SealInput;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecords;
import io.flipside.store.FolderStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPacesTest {
    private static final AuditPlan TINY = Presets.of("tiny");
    private static final AuditPlan LONGER = TINY.with(new Budget(50, 3));

    @TempDir
    Path folder;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(folder.resolve("store"));
    }

    @Test
    void thePaceIsThatOfTheSecondHalfWithoutTheStartOfTheWorkers() {
        campaign("campaign-1", 20, 20, TINY, 0, 30_000, 2_000);

        // the first ten end 30 s apart, the others 2 s
        Pace pace = paces(TINY).get(kind(TINY));
        assertThat(pace.rows()).isEqualTo(20);
        assertThat(pace.secondsARow()).isCloseTo(2, within(1e-9));
    }

    @Test
    void ofTwoCampaignsTheLaterCountsWhateverItsId() {
        campaign("campaign-1", 20, 20, TINY, 1_000_000, 5_000, 5_000);
        campaign("campaign-2", 20, 20, TINY, 0, 1_000, 1_000);

        assertThat(paces(TINY).get(kind(TINY)).secondsARow()).isCloseTo(5, within(1e-9));
    }

    @Test
    void aCampaignUnderWayCountsByWhatHasEndedAndFewRowsSayNothing() {
        campaign("campaign-1", 60, 12, TINY, 0, 4_000, 4_000);
        campaign("campaign-2", 60, 7, LONGER, 0, 4_000, 4_000);

        assertThat(paces(TINY, LONGER)).containsOnlyKeys(kind(TINY));
        assertThat(paces(TINY).get(kind(TINY)).rows()).isEqualTo(12);
    }

    @Test
    void aCampaignOfOtherOrMixedAuditsSaysNothing() {
        campaign("campaign-1", 20, 20, LONGER, 0, 4_000, 4_000);
        List<ManifestRow> mixed = IntStream.rangeClosed(1, 20)
                .mapToObj(row -> row("campaign-2", row, row % 2 == 0 ? TINY : LONGER))
                .toList();
        campaign("campaign-2", mixed);
        mixed.forEach(row -> ended(row, 1000L * row.line()));

        assertThat(paces(TINY)).isEmpty();
    }

    private Map<AuditKind, Pace> paces(AuditPlan... plans) {
        return new KnownPaces(store)
                .of(Set.of(plans).stream().map(KnownPacesTest::kind).collect(Collectors.toSet()));
    }

    private static AuditKind kind(AuditPlan plan) {
        return AuditKind.of(row("", 1, plan).request());
    }

    /** Of which so many have ended: the first half so many milliseconds apart, the second so many. */
    private void campaign(String id, int rows, int ended, AuditPlan plan, long begin, long slow, long quick) {
        List<ManifestRow> all = IntStream.rangeClosed(1, rows)
                .mapToObj(row -> row(id, row, plan))
                .toList();
        campaign(id, all);
        long at = begin;
        for (int i = 0; i < ended; i++) {
            at += i < ended / 2 ? slow : quick;
            ended(all.get(i), at);
        }
    }

    private void campaign(String id, List<ManifestRow> rows) {
        new KeptCampaigns(store).accept(id, KeptCampaign.of(4, new Manifests(store).keep(id, "first", rows)));
    }

    private static ManifestRow row(String campaign, int number, AuditPlan plan) {
        ArtifactRef clip = new ArtifactRef("s3://flipside/c" + number, "ab".repeat(32), 1, "video/mp4");
        return new ManifestRow(
                number,
                "audit-of-" + campaign + "-" + number,
                new AuditRequest(clip, "tiny", "tiny", Optional.empty(), "left", plan, number, Optional.empty()));
    }

    private void ended(ManifestRow row, long millis) {
        SealInput sealed = new SealInput(
                row.auditId(),
                row.request(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new AuditOutcome.Refused(new Reason("clip", "It is none."), Optional.empty()),
                millis - 1,
                millis);
        store.put(
                AuditKeys.record(row.auditId()),
                AuditRecords.bytes(AuditRecords.of(sealed, List.of(), Optional.empty())),
                "application/json");
    }
}
