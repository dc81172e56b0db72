package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.audit.step.SealInput;
import io.flipside.explain.ComputeSettings;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.StageLog;
import io.flipside.record.UpdateLine;
import io.flipside.store.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {
    private final MemoryStore store = new MemoryStore();

    private static SealInput input(long ended) {
        AuditOutcome refused = new AuditOutcome.Refused(new Reason("clip", "It is no video."), Optional.empty());
        return new SealInput(
                "a",
                TinyAudit.REQUEST,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                refused,
                1_000,
                ended);
    }

    @Test
    void aRecordIsWrittenOnceAndSealedAgainItIsTheSame() {
        WorkerParts parts = new WorkerParts(
                store,
                TinyAudit.PARTS.shelf(),
                Path.of("target/tiny-cache"),
                InstantSource.system(),
                ComputeSettings.DEFAULT);
        try (RecordActivities steps = new RecordActivities(parts, event -> {}, () -> TinyAudit.SILENT)) {
            ArtifactRef record = steps.seal(input(2_000));
            assertThat(steps.seal(input(3_000))).isEqualTo(record);
            assertThat(store.stat(AuditKeys.record("a"))).contains(record);
            store.delete(AuditKeys.step("a", "seal")); // a worker died before it had answered
            assertThat(steps.seal(input(4_000))).isEqualTo(record);
            assertThat(read().endedMillis()).isEqualTo(2_000);
        }
    }

    @Test
    void aRecordHasWhatTheLogsOfTheStagesSayAndIsWrittenWithoutThoseThatAreDamaged() {
        StageLog log = new StageLog(
                Optional.of("n=1"),
                List.of(new UpdateLine(1, 1, Map.of("loss", 0.5, "targetProbability", 0.25))),
                1.5,
                1,
                0.5);
        store.put(AuditKeys.updates("a", 1), AuditJson.bytes(log), "application/json");
        new Seal(store).run(input(2_000), TinyAudit.SILENT);
        assertThat(read().stages()).singleElement().satisfies(stage -> {
            assertThat(stage.label()).contains("n=1");
            assertThat(stage.seconds()).contains(1.5);
            assertThat(stage.best()).contains(new AuditRecord.BestUpdate(1, 0.5, 0.25));
        });

        store.delete(AuditKeys.record("a"));
        store.put(AuditKeys.updates("a", 2), new byte[] {1}, "application/json");
        new Seal(store).run(input(2_000), TinyAudit.SILENT);
        assertThat(read().outcome().verdict()).isEqualTo(Verdict.REFUSED);
    }

    private AuditRecord read() {
        return store.find(AuditKeys.record("a"), 1 << 20)
                .map(AuditRecords::read)
                .orElseThrow();
    }
}
