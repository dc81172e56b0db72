package io.flipside.campaign.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.audit.plan.Presets;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.RowRange;
import io.flipside.store.FolderStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCampaignsTest {
    private static final String ID = "campaign-1";

    @TempDir
    Path folder;

    private FolderStore store;
    private Manifests manifests;
    private KeptCampaigns kept;

    @BeforeEach
    void open() {
        store = new FolderStore(folder.resolve("store"));
        manifests = new Manifests(store);
        kept = new KeptCampaigns(store);
    }

    private static ManifestRow row(int number, String target) {
        ArtifactRef clip = new ArtifactRef("s3://flipside/c", "ab".repeat(32), 1, "video/mp4");
        return new ManifestRow(
                number + 1,
                "audit-" + number,
                new AuditRequest(
                        clip, "tiny", "tiny", Optional.empty(), target, Presets.of("tiny"), number, Optional.empty()));
    }

    private static List<ManifestRow> rows(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> row(number, "left"))
                .toList();
    }

    @Test
    void rowsAreCountedThroughAllPartsAndReadAFewAtATime() {
        ManifestPart first = manifests.keep(ID, "first", rows(1, 60));
        List<ManifestPart> parts = List.of(first, manifests.keep(ID, "second", rows(61, 70)));
        assertThat(first).isEqualTo(new ManifestPart("first", 60));
        List<ManifestRow> seen = new ArrayList<>();
        while (seen.size() < 70) {
            List<ManifestRow> piece = manifests.piece(ID, parts, seen.size() + 1);
            assertThat(piece).hasSizeBetween(1, Manifests.CHUNK);
            seen.addAll(piece);
        }
        assertThat(seen).isEqualTo(rows(1, 70)).isEqualTo(manifests.all(ID, parts));
        assertThat(manifests.row(ID, parts, 61)).isEqualTo(row(61, "left"));
        assertThat(manifests.row(ID, parts, 43)).isEqualTo(row(43, "left"));
        assertThatThrownBy(() -> manifests.row(ID, parts, 71)).hasMessageContaining("no row 71");
    }

    @Test
    void aCampaignIsAcceptedOnceAndAnotherOfItsIdIsNot() {
        KeptCampaign campaign = KeptCampaign.of(4, new ManifestPart("first", 2));
        assertThat(kept.accept(ID, campaign)).isTrue();
        assertThat(kept.accept(ID, campaign)).isTrue();
        assertThat(kept.accept(ID, KeptCampaign.of(4, new ManifestPart("other", 2))))
                .isFalse();
        assertThat(kept.campaign(ID)).contains(campaign);
        List<String> unfinished = new ArrayList<>();
        kept.unfinished((id, found) -> unfinished.add(id));
        assertThat(unfinished).containsExactly(ID);
    }

    @Test
    void whatPeopleAskedOutlivesTheProcess() {
        KeptCampaign campaign = KeptCampaign.of(4, new ManifestPart("first", 2));
        kept.accept(ID, campaign);
        assertThat(kept.orders(ID, campaign)).isEqualTo(CampaignOrders.of(campaign.manifest()));
        CampaignOrders asked = new CampaignOrders(
                List.of(campaign.manifest(), new ManifestPart("more", 3)),
                List.of(new RowRange(2, 2)),
                true,
                Optional.empty());
        kept.note(ID, asked);
        assertThat(new KeptCampaigns(store).orders(ID, campaign)).isEqualTo(asked);
    }

    @Test
    void theTableHasEveryRowAndQuotesWhatItMust() throws IOException {
        ManifestPart part = manifests.keep(ID, "first", List.of(row(1, "left, \"or\" so"), row(2, "up"), row(3, "up")));
        KeptCampaign campaign = KeptCampaign.of(4, part);
        kept.accept(ID, campaign);
        kept.note(ID, new CampaignOrders(List.of(part), List.of(new RowRange(2, 2)), false, Optional.empty()));
        new RowResults(store)
                .keep(ID, 1, row(1, "left, \"or\" so"), Verdict.REFUSED, new Reason("conflict", "Ask\nagain."));
        StringBuilder table = new StringBuilder();
        ResultsTable.write(kept.lines(ID, campaign), table);
        assertThat(table.toString())
                .isEqualTo(
                        """
                        row,audit,clip,classifier,generator,target,method,seed,verdict,reason,sentence,answer,original,prediction,targetProbability,updates,seconds
                        1,audit-1,s3://flipside/c,tiny,tiny,"left, ""or"" so",bttf,1,refused,conflict,"Ask
                        again.",,,,,,
                        2,audit-2,s3://flipside/c,tiny,tiny,up,bttf,2,dropped,,,1,,,,,
                        3,audit-3,s3://flipside/c,tiny,tiny,up,bttf,3,open,,,2,,,,,
                        """);
    }

    @Test
    void aRowThatABuildWithoutPartsOfVerdictsKeptIsRead() {
        String former =
                """
                {"auditId":"audit-1","figures":{"ssim":0.5},"original":"up","prediction":"left","reason":null,"row":1,\
                "seconds":2.0,"strip":true,"targetProbability":0.9,"updates":3,"verdict":"flipped"}""";
        store.put(CampaignKeys.row(ID, 1), former.getBytes(UTF_8), "application/json");
        RowResult read = new RowResults(store).find(ID, 1).orElseThrow();
        assertThat(read.verdict()).isEqualTo("flipped");
        assertThat(read.parts()).isEmpty();
    }
}
