package io.flipside.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flipside.method.UpdateReport;
import io.flipside.record.AuditJson;
import io.flipside.record.StageLog;
import io.flipside.record.UpdateLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Files of the last build that knew one method only: read, and written again to the same bytes. */
class FormerFilesTest {
    private static final List<UpdateReport> REPORTS = List.of(
            report(0, 1, Map.of("loss", 0.25, "crossEntropy", 0.0, "style", 0.0, "targetProbability", 0.0)),
            report(3, 6, Map.of("loss", 1.5, "crossEntropy", 0.7, "style", 1.0 / 3, "targetProbability", 0.125)),
            report(
                    3,
                    7,
                    Map.of(
                            "loss",
                            Double.NaN,
                            "crossEntropy",
                            Double.POSITIVE_INFINITY,
                            "style",
                            1e-9,
                            "targetProbability",
                            0.5)));

    @Test
    void aManifest() throws IOException {
        Manifest manifest =
                SealedJson.read(bytes("manifest.json"), Manifest.class).orElseThrow();

        assertThat(manifest.counters()).isEqualTo(Map.of("confident", 1L, "step", 31L));
        assertThat(manifest.isSound(new CheckpointKey("yesterday", 3, 7, 2))).isTrue();
        assertThat(manifest.reports()).isEqualTo(REPORTS);
        assertThat(SealedJson.write(manifest)).isEqualTo(bytes("manifest.json"));
    }

    @Test
    void aManifestOfTheFirstLayout() throws IOException {
        FirstManifest first = SealedJson.read(bytes("first-manifest.json"), FirstManifest.class)
                .orElseThrow();

        assertThat(first.asNow().counters()).isEqualTo(Map.of("confident", 1L, "step", 31L));
        assertThat(first.reports()).isEqualTo(REPORTS);
        assertThat(SealedJson.write(first)).isEqualTo(bytes("first-manifest.json"));
        assertThat(SealedJson.read(bytes("manifest.json"), FirstManifest.class)).isEmpty();
    }

    @Test
    void aPieceOfTheLog() throws IOException {
        ReportLog.Lines lines =
                SealedJson.read(bytes("log.json"), ReportLog.Lines.class).orElseThrow();

        assertThat(lines.reports()).isEqualTo(REPORTS);
        assertThat(SealedJson.write(lines)).isEqualTo(bytes("log.json"));
    }

    @Test
    void theUpdatesOfAStage() throws IOException {
        StageLog log = AuditJson.read(bytes("stage.json"), StageLog.class);

        List<UpdateLine> lines = REPORTS.stream()
                .map(report -> UpdateLine.of(report.stage(), report.iteration(), report.terms()))
                .toList();
        assertThat(log).isEqualTo(new StageLog(lines, 12.5, 10.25, 0.125));
        assertThat(AuditJson.bytes(log)).isEqualTo(bytes("stage.json"));
        assertThat(AuditJson.bytes(new StageLog(lines, 12.5, 10.25, 0.125))).isEqualTo(bytes("stage.json"));
    }

    @Test
    void anUpdateThatIsNoneIsDamage() {
        JsonMapper json =
                JsonMapper.builder().addModule(UpdateReportJson.module()).build();
        for (String update : List.of(
                "{}",
                "{\"stage\":1,\"iteration\":1}",
                "{\"iteration\":1,\"loss\":1}",
                "{\"stage\":1.5,\"iteration\":1,\"loss\":1}",
                "{\"stage\":1,\"iteration\":1,\"loss\":\"much\"}",
                "{\"stage\":1,\"iteration\":1,\"loss\":null}",
                "[]",
                "7")) {
            assertThatExceptionOfType(JsonProcessingException.class)
                    .as(update)
                    .isThrownBy(() -> json.readValue(update, UpdateReport.class));
        }
    }

    private static UpdateReport report(int stage, int iteration, Map<String, Double> terms) {
        return new UpdateReport(stage, iteration, terms);
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = Objects.requireNonNull(FormerFilesTest.class.getResourceAsStream("/former/" + name))) {
            return in.readAllBytes();
        }
    }
}
