package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.record.AuditKeys;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Temporal service forgets everything when it ends: what the store holds is enough to go on. */
class LossOfTemporalIT {
    private static final int ITERATIONS = 4;
    private static final int STEPS = 3;

    @TempDir
    Path scratch;

    @BeforeEach
    void useTheServiceThatForgets() {
        System.setProperty("flipside.temporal.binary", "none");
    }

    @AfterEach
    void useAnyService() {
        System.clearProperty("flipside.temporal.binary");
    }

    @Test
    void anAuditGoesOnAfterTheLossOfTemporalAndEveryEventIsToldRepeatsBeingEqual() {
        Path home = Path.of(System.getProperty("flipside.home"));
        Path data = scratch.resolve("data");
        Path models = ModelShelves.thumbnail(scratch.resolve("models"));
        String lost;
        Audits.Bits bits;
        try (EmbeddedProcess first = EmbeddedProcess.start(home, data);
                ArtifactStore store = TestSettings.store(first.settings());
                AuditService api =
                        AuditService.start(TestSettings.of(settings(models, first), Set.of(Role.API), scratch));
                WorkerProcess worker = WorkerProcess.start(
                                settings(models, first), scratch.resolve("first.log"), "--roles", "workflow,cpu,gpu")
                        .awaitReady()) {
            Audits audits = new Audits(api.desk(), store, Audits.plan(ITERATIONS, STEPS));
            String undisturbed = api.desk().control().submit(audits.request(scratch, 0), "undisturbed");
            bits = audits.bits(undisturbed);
            lost = api.desk().control().submit(audits.request(scratch, 0), "lost");
            String stage = AuditKeys.step(lost, "stage-1");
            Audits.await(() -> store.stat(stage).isPresent());
            worker.kill();
        }
        try (EmbeddedProcess second = EmbeddedProcess.start(home, data);
                ArtifactStore store = TestSettings.store(second.settings());
                AuditService service = AuditService.start(
                        TestSettings.of(settings(models, second), Role.all(), scratch))) {
            Audits audits = new Audits(service.desk(), store, Audits.plan(ITERATIONS, STEPS));
            assertThat(audits.bits(lost)).isEqualTo(bits);
            assertThat(PublishedEvents.of(second.settings().get("flipside.kafka.bootstrap.servers"), lost))
                    .containsExactlyInAnyOrder(
                            lost + "/accepted",
                            lost + "/stage.completed/1",
                            lost + "/stage.completed/2",
                            lost + "/stage.completed/3",
                            lost + "/completed");
        }
    }

    private static Map<String, String> settings(Path models, EmbeddedProcess embedded) {
        return ModelShelves.with(models, embedded.settings());
    }
}
