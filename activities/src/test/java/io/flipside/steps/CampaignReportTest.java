package io.flipside.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Reason;
import io.flipside.audit.plan.Presets;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.DrawnDraft;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.campaign.record.RowResult;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.frames.RgbFrames;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignReportTest {
    private static final String ID = "campaign-1";
    private static final int FRAMES = 17;
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final CampaignReport report = new CampaignReport(store);
    private final List<ManifestRow> rows = new ArrayList<>();

    private int row(String clip, String target, String preset) {
        int number = rows.size() + 1;
        ArtifactRef ref = new ArtifactRef(store.uri("inputs/" + clip), "ab".repeat(32), 1, "video/mp4");
        rows.add(new ManifestRow(
                number,
                "audit-" + number,
                new AuditRequest(
                        ref, "tiny", "tiny", Optional.empty(), target, Presets.of(preset), number, Optional.empty())));
        return number;
    }

    private void ended(int number, String verdict, String original, double ssim) {
        boolean flipped = verdict.equals("flipped");
        String target = rows.get(number - 1).request().targetClass();
        RowResult result = new RowResult(
                number,
                "audit-" + number,
                verdict,
                flipped ? Optional.empty() : Optional.of(new Reason("plateau", "<It> stands still.")),
                Optional.of(original),
                Optional.of(flipped ? target : original),
                Optional.of(flipped ? 0.9 : 0.2),
                Map.of("ssim", ssim),
                Optional.of(3),
                Optional.of(1.0),
                false,
                Optional.of(Map.of("stable", "holds")));
        store.put(
                CampaignKeys.folder(ID) + "rows/%07d.json".formatted(number),
                AuditJson.bytes(result),
                "application/json");
    }

    private void clips(int number, int before, int after) {
        clip(number, "original.mkv", before);
        clip(number, "counterfactual.mkv", after);
    }

    private void clip(int number, String name, int value) {
        byte[] rgb = new byte[FRAMES * SIDE * SIDE * RgbFrames.CHANNELS];
        Arrays.fill(rgb, (byte) value);
        Path file = folder.resolve(number + "-" + name);
        ClipWriter.writeEvidence(new Clip(RgbFrames.of(rgb, FRAMES, SIDE, SIDE), 8), file);
        store.put(AuditKeys.file("audit-" + number, name), file, "video/x-matroska");
    }

    private void accept() {
        ManifestPart part = new Manifests(store).keep(ID, "first", rows);
        new KeptCampaigns(store).accept(ID, KeptCampaign.of(2, part));
    }

    private CampaignProgress over() {
        return new CampaignProgress(
                rows.size(), rows.size(), List.of(), new TreeMap<>(Map.of("flipped", 2)), 2, false, Optional.empty());
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(store.find(key, 16 << 20).orElseThrow());
    }

    private String text(String key) {
        return new String(store.find(key, 16 << 20).orElseThrow(), UTF_8);
    }

    private void threeAnswersAndABaseline() {
        ended(row("c.mp4", "left", "tiny"), "not-flipped", "up", 0.99);
        ended(row("c.mp4", "left", "tiny"), "flipped", "up", 0.7);
        ended(row("c.mp4", "left", "tiny"), "flipped", "up", 0.8);
        ended(row("c.mp4", "left", "pgd-tiny"), "flipped", "up", 0.95);
        clips(2, 40, 80);
        clips(3, 40, 131);
        clips(4, 40, 41);
        accept();
    }

    @Test
    void answersStandInTheirOrderWithTheirDiversityAndWhyNot() throws IOException {
        threeAnswersAndABaseline();
        report.write(ID, over());
        JsonNode answers = json(CampaignKeys.file(ID, CampaignKeys.ANSWERS));
        assertThat(answers.path("version").intValue()).isEqualTo(1);
        assertThat(answers.path("questions")).hasSize(1);
        JsonNode question = answers.path("questions").get(0);
        assertThat(question.path("valid").intValue()).isEqualTo(2);
        assertThat(question.path("nearestBy").textValue()).isEqualTo("ssim");
        assertThat(question.path("answers").findValuesAsText("row")).containsExactly("3", "2", "1");
        JsonNode last = question.path("answers").get(2);
        assertThat(last.at("/reason/code").textValue()).isEqualTo("plateau");
        assertThat(last.path("files").textValue()).isEqualTo("../../../audits/audit-1/files/");
        // 131 - 80 of 255, by hand
        JsonNode diversity = question.path("diversity");
        assertThat(diversity.path("value").doubleValue()).isEqualTo(51 / 255.0);
        assertThat(diversity.path("unit").textValue()).isEqualTo("share of full scale");
        assertThat(diversity.path("direction").textValue()).isEqualTo("higher-is-more-diverse");
        JsonNode beside = answers.path("beside").get(0).path("answers");
        assertThat(beside.findValuesAsText("method")).containsExactly("bttf", "pgd");
        assertThat(beside.findValuesAsText("row")).containsExactly("3", "4");

        String page = text(CampaignKeys.file(ID, CampaignKeys.PAGE));
        assertThat(page)
                .contains("2 of 3 answers are valid", "Diversity 0.2000", "The same clip by other methods", "holds")
                .contains("href=\"../../../audits/audit-3/files/report.html\"")
                .doesNotContain("not ended", "<It>");
        assertThat(page.indexOf("audit-3/files")).isLessThan(page.indexOf("audit-2/files"));
        assertThat(text(CampaignKeys.file(ID, CampaignKeys.TABLE))).contains("<It> stands still.,3,up,");
    }

    @Test
    void belowTwoValidAnswersThereIsNoDiversityButASentenceWhy() throws IOException {
        ended(row("c.mp4", "left", "tiny"), "flipped", "up", 0.7);
        ended(row("c.mp4", "left", "tiny"), "not-flipped", "up", 0.8);
        clips(1, 40, 80);
        accept();
        report.write(ID, over());
        JsonNode diversity = json(CampaignKeys.file(ID, CampaignKeys.ANSWERS))
                .path("questions")
                .get(0)
                .path("diversity");
        assertThat(diversity.path("kind").textValue()).isEqualTo("unavailable");
        assertThat(diversity.path("reason").textValue()).contains("there is one");
        assertThat(diversity.has("value")).isFalse();
    }

    @Test
    void whoAsksBeforeTheEndGetsWhatThereIsAndTheEndsOwnFilesAreNotTouched() throws IOException {
        threeAnswersAndABaseline();
        row("d.mp4", "left", "tiny");
        ManifestPart more = new Manifests(store).keep(ID, "more", rows.subList(4, 5));
        new KeptCampaigns(store)
                .note(
                        ID,
                        new CampaignOrders(
                                List.of(new ManifestPart("first", 4), more), List.of(), false, Optional.empty()));
        report.draft(ID);
        assertThat(text(CampaignKeys.draft(ID, CampaignKeys.PAGE)))
                .contains("3 of 5 rows flipped; 1 has not ended")
                .contains("2 of 3 answers are valid");
        assertThat(json(CampaignKeys.draft(ID, CampaignKeys.FINDINGS)).path("methods"))
                .hasSize(2);
        assertThat(store.stat(CampaignKeys.file(ID, CampaignKeys.PAGE))).isEmpty();
        DrawnDraft drawn = DrawnDraft.find(store, ID).orElseThrow();
        assertThat(drawn.isFresh(drawn.atMillis() + drawn.tookMillis())).isFalse();
        assertThat(drawn.isFresh(drawn.atMillis() - 1)).isTrue();
    }

    @Test
    void findingsAreOfEachMethodByItselfAndOfSeveralAnswersTheNearestCounts() throws IOException {
        for (int i = 0; i < 9; i++) {
            ended(row("dark" + i, "bright", "tiny"), "flipped", "dark", 0.5);
            clips(rows.size(), 40 + i, 80 + i);
            ended(row("dark" + i, "bright", "tiny"), "flipped", "dark", 0.4); // farther, and of another kind
            clips(rows.size(), 40 + i, 200);
            ended(row("bright" + i, "dark", "tiny"), "flipped", "bright", 0.5);
            clips(rows.size(), 80 + i, 80 + i);
        }
        ended(row("lost", "bright", "tiny"), "flipped", "dark", 0.5);
        ended(row("none", "bright", "tiny"), "not-flipped", "dark", 0.5);
        ended(row("dark0", "bright", "pgd-tiny"), "flipped", "dark", 0.9);
        clips(rows.size(), 40, 41);
        accept();
        report.write(ID, over());
        JsonNode methods = json(CampaignKeys.file(ID, CampaignKeys.FINDINGS)).path("methods");
        assertThat(methods.findValuesAsText("method")).containsExactly("bttf", "pgd");
        assertThat(methods.get(0).path("pairs").intValue()).isEqualTo(18);
        assertThat(methods.get(0).path("leftOut").intValue()).isEqualTo(2);
        assertThat(methods.get(1).path("pairs").intValue()).isEqualTo(1);
        JsonNode bright = methods.get(0).path("groups").get(0);
        assertThat(bright.at("/findings/0/family").textValue()).isEqualTo("brightness");
        assertThat(bright.at("/cues").findValuesAsText("cue")).hasSize(13);
        // the nearest answers change by 40 of 255
        assertThat(bright.at("/change/0/0/0").doubleValue()).isEqualTo(0.15686);
        String page = text(CampaignKeys.file(ID, CampaignKeys.PAGE));
        assertThat(page)
                .contains("What it goes by", "the picture is brighter from the beginning")
                .contains("files/report.html\">row ", "<summary>any to &#39;bright&#39;</summary>")
                .doesNotContain("more counterfactuals are looked at", "<script");
    }
}
