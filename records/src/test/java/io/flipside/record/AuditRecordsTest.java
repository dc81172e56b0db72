package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Reason;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.StageReport;
import io.flipside.record.AuditRecord.BestUpdate;
import io.flipside.record.AuditRecord.SearchedStage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Objects whose names are data: files, figures, limits. */
    private static final Set<String> MAPS = Set.of("classifier", "generator", "figures", "limits", "metrics", "files");

    @Test
    void whateverARecordHoldsItIsReadAsItWasWrittenAndWrittenAgainToTheSameBytes() {
        for (long seed = 0; seed < 500; seed++) {
            AuditRecord record = new RandomRecords(seed).record();
            byte[] bytes = AuditRecords.bytes(record);

            AuditRecord read = AuditRecords.read(bytes);
            assertThat(read).as("seed %d", seed).isEqualTo(record);
            assertThat(AuditRecords.bytes(read)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void aFieldThatIsNotKnownIsPassedOverWhereverItIs() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            AuditRecord record = new RandomRecords(seed).record();
            JsonNode json = JSON.readTree(AuditRecords.bytes(record));
            int added = addEverywhere("", json);

            assertThat(added).isGreaterThan(5);
            assertThat(AuditRecords.read(JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8)))
                    .as("seed %d", seed)
                    .isEqualTo(record);
        }
    }

    private static int addEverywhere(String name, JsonNode json) {
        int added = 0;
        for (Map.Entry<String, JsonNode> field : List.copyOf(json.properties())) {
            added += addEverywhere(MAPS.contains(name) ? "" : field.getKey(), field.getValue());
        }
        if (json.isArray()) {
            for (JsonNode element : json) {
                added += addEverywhere("", element);
            }
        }
        if (json instanceof ObjectNode object && !MAPS.contains(name)) {
            object.putObject("ofALaterBuild").putArray("values").add(1).add("two");
            added++;
        }
        return added;
    }

    @Test
    void theFormOfVersionOneIsFixed() throws IOException {
        byte[] kept = resource("/record-1.json");
        AuditRecord record = AuditRecords.read(kept);

        assertThat(record.version()).isEqualTo(1);
        assertThat(record.stages())
                .extracting(stage -> stage.label().orElse(""))
                .containsExactly("inversion", "n=1");
        assertThat(new String(AuditRecords.bytes(record), StandardCharsets.UTF_8))
                .isEqualTo(new String(kept, StandardCharsets.UTF_8));
    }

    @Test
    void numbersAreTheShortestThatAreReadTheSameInEveryVersionOfJava() {
        // JDK 17 itself writes 2.0E-3 as 0.002 and 2^-44 as 5.6843418860808015E-14: a digit too many
        assertThat(new String(CanonicalJson.bytes(Map.of("b", 0x1p-44, "a", 2e-3)), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":0.002,\"b\":5.684341886080802E-14}\n");
    }

    @Test
    void aRecordOfTheFormerLayoutIsRead() throws IOException {
        AuditRecord record = AuditRecords.read(resource("/former/audits/former-flipped/record.json"));

        assertThat(record.version()).isEqualTo(1);
        assertThat(record.outcome()).isInstanceOf(AuditOutcome.Flipped.class);
        Evaluation evaluation = record.evaluation().orElseThrow();
        assertThat(evaluation.figure("ssim")).contains(0.863388407612053);
        assertThat(evaluation.files()).containsKey("report.html");
        assertThat(record.digests().clip()).contains(record.request().clip().sha256());
        assertThat(record.digests().classifier()).containsOnlyKeys("config.json", "model.safetensors");
        assertThat(record.admission().orElseThrow().prediction()).isEqualTo("up");
        assertThat(record.environment().orElseThrow().engine()).isEqualTo("PyTorch 2.7.1");
        assertThat(record.stages()).extracting(SearchedStage::updates).containsExactly(2, 2, 2);
        assertThat(record.endedMillis() - record.startedMillis()).isEqualTo(4101);
    }

    @Test
    void aRefusalOfTheFormerLayoutIsRead() throws IOException {
        AuditRecord record = AuditRecords.read(resource("/former/audits/former-refused/record.json"));

        assertThat(record.outcome()).isInstanceOfSatisfying(AuditOutcome.Refused.class, refused -> assertThat(
                        refused.reason().code())
                .isEqualTo("class-unknown"));
        assertThat(record.admission()).isEmpty();
        assertThat(record.evaluation()).isEmpty();
        assertThat(record.digests().classifier()).isEmpty();
        assertThat(record.digests().clip()).isPresent();
    }

    @Test
    void aLaterVersionIsNotReadByHalf() {
        String later = new String(AuditRecords.bytes(new RandomRecords(1).record()), StandardCharsets.UTF_8)
                .replace("\"version\":1}", "\"version\":2}");

        assertThat(later).contains("\"version\":2}");
        assertThatExceptionOfType(AuditJson.Damaged.class)
                .isThrownBy(() -> AuditRecords.read(later.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("version is 2");
    }

    @Test
    void aStageHasWhatItsLogSaysAndOneThatWasStoppedIsThereToo() {
        RandomRecords random = new RandomRecords(3);
        StageReport report = new StageReport(1, 2, 0.5, 0.6, random.ref(), Optional.empty());
        AuditRecord record = AuditRecords.of(
                random.sealed(List.of(report)),
                List.of(
                        new StageLog(
                                Optional.of("n=1"), List.of(line(1, 1, 0.7, 0.9), line(1, 2, 0.5, 0.6)), 2.5, 2, 0.5),
                        new StageLog(Optional.of("n=2"), List.of(line(2, 1, 0.4, 0.3)), 0, 0, 0)),
                Optional.empty());

        assertThat(record.stages())
                .containsExactly(
                        new SearchedStage(
                                1,
                                Optional.of("n=1"),
                                2,
                                Optional.of(2.5),
                                0.5,
                                0.6,
                                Optional.of(new BestUpdate(1, 0.7, 0.9)),
                                Optional.of(report.state()),
                                Optional.empty()),
                        new SearchedStage(
                                2,
                                Optional.of("n=2"),
                                1,
                                Optional.empty(),
                                0.4,
                                0.3,
                                Optional.of(new BestUpdate(1, 0.4, 0.3)),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void aLossThatIsNotFiniteIsKeptAsItIs() {
        RandomRecords random = new RandomRecords(4);
        Reason reason = new Reason("non-finite", "The search became non-finite.");
        AuditRecord record = AuditRecords.of(
                random.sealed(List.of(new StageReport(1, 1, Double.NaN, 0, random.ref(), Optional.of(reason)))),
                List.of(),
                Optional.empty());

        AuditRecord read = AuditRecords.read(AuditRecords.bytes(record));
        assertThat(read.stages().get(0).loss()).isNaN();
        assertThat(read).isEqualTo(record);
    }

    private static UpdateLine line(int stage, int iteration, double loss, double targetProbability) {
        return new UpdateLine(stage, iteration, Map.of("loss", loss, "targetProbability", targetProbability));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AuditRecordsTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
