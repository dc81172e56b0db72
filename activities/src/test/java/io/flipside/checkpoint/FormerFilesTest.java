package io.flipside.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.method.UpdateReport;
import io.flipside.record.AuditJson;
import io.flipside.record.StageLog;
import io.flipside.record.UpdateLine;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
                .map(report -> new UpdateLine(report.stage(), report.iteration(), report.terms()))
                .toList();
        assertThat(log).isEqualTo(new StageLog(Optional.empty(), lines, 12.5, 10.25, 0.125));
        assertThat(AuditJson.bytes(log)).isEqualTo(bytes("stage.json"));
        assertThat(AuditJson.bytes(new StageLog(Optional.empty(), lines, 12.5, 10.25, 0.125)))
                .isEqualTo(bytes("stage.json"));
    }

    record AnyLines(List<Object> reports) {}

    @Test
    void anUpdateThatIsNoneIsDamage() {
        for (Object update : List.of(
                Map.of(),
                Map.of("stage", 1, "iteration", 1),
                Map.of("iteration", 1, "loss", 1),
                Map.of("stage", 1.5, "iteration", 1, "loss", 1),
                Map.of("stage", 1, "iteration", 1, "loss", "much"),
                Collections.singletonMap("loss", null),
                List.of(),
                7)) {
            byte[] sealed = SealedJson.write(new AnyLines(List.of(update)));
            assertThat(SealedJson.read(sealed, ReportLog.Lines.class))
                    .as(update.toString())
                    .isEmpty();
        }
        byte[] sound = SealedJson.write(new AnyLines(List.of(Map.of("stage", 1, "iteration", 2, "loss", 0.5))));
        assertThat(SealedJson.read(sound, ReportLog.Lines.class))
                .hasValue(new ReportLog.Lines(List.of(report(1, 2, Map.of("loss", 0.5)))));
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
