package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Reason;
import io.flipside.audit.step.SealInput;
import io.flipside.record.AuditKeys;
import io.flipside.store.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {
    private final MemoryStore store = new MemoryStore();

    private static SealInput input(long ended) {
        AuditOutcome refused = new AuditOutcome.Refused(new Reason("clip", "It is no video."), Optional.empty());
        return new SealInput(
                "a", TinyAudit.REQUEST, Optional.empty(), Optional.empty(), List.of(), refused, 1_000, ended);
    }

    @Test
    void aRecordIsWrittenOnceAndSealedAgainItIsTheSame() {
        WorkerParts parts = new WorkerParts(
                store, TinyAudit.PARTS.shelf(), Path.of("target/tiny-cache"), InstantSource.system(), 0);
        try (RecordActivities steps = new RecordActivities(parts, event -> {}, () -> TinyAudit.SILENT)) {
            ArtifactRef record = steps.seal(input(2_000));
            assertThat(steps.seal(input(3_000))).isEqualTo(record);
            assertThat(store.stat(AuditKeys.record("a"))).contains(record);
        }
    }
}
