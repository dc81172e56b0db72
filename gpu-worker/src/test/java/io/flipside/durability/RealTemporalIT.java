package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flipside.embedded.Addresses;
import io.flipside.embedded.EmbeddedBroker;
import io.flipside.embedded.EmbeddedStore;
import io.flipside.service.AuditService;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits on a real Temporal server, where its program is present. */
class RealTemporalIT {
    private static final int ITERATIONS = 4;
    private static final int STEPS = 3;

    @TempDir
    Path scratch;

    private RealTemporal temporal;
    private EmbeddedStore objects;
    private EmbeddedBroker broker;
    private AuditService service;
    private ArtifactStore store;
    private Audits audits;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                RealTemporal.binary().isPresent(),
                "SKIPPED: no 'temporal' program. Put it on the PATH or give -Dflipside.temporal.binary=FILE.");
        temporal = RealTemporal.start(RealTemporal.binary().orElseThrow(), scratch.resolve("temporal"));
        objects = EmbeddedStore.start(scratch.resolve("s3"), 0);
        broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0);
        Map<String, String> settings = ModelShelves.with(
                ModelShelves.thumbnail(scratch.resolve("models")),
                new Addresses(
                                temporal.target(),
                                true,
                                objects.endpoint(),
                                EmbeddedStore.ACCESS_KEY,
                                objects.secretKey(),
                                broker.bootstrapServers())
                        .settings());
        service = AuditService.start(TestSettings.of(settings, Role.all(), scratch));
        store = TestSettings.store(settings);
        audits = new Audits(service.desk(), store, Audits.plan(ITERATIONS, STEPS));
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
            store.close();
            broker.close();
            objects.close();
            temporal.close();
        }
    }

    @Test
    void anAuditGoesOnWhenTheServerIsKilledAndStartedAgain() {
        Audits.Bits bits = audits.bits(service.desk().control().submit(audits.request(scratch, 0), "undisturbed"));
        String audit = service.desk().control().submit(audits.request(scratch, 0), "disturbed");
        Audits.await(() -> audits.updates(audit) >= 3);
        temporal.killAndStartAgain();
        assertThat(audits.bits(audit)).isEqualTo(bits);
        assertThat(PublishedEvents.of(broker.bootstrapServers(), audit))
                .containsExactlyInAnyOrder(
                        audit + "/accepted",
                        audit + "/stage.completed/1",
                        audit + "/stage.completed/2",
                        audit + "/stage.completed/3",
                        audit + "/completed");
    }

    @Test
    void theHistoryReadsLikeAStory() throws IOException {
        String audit = service.desk().control().submit(audits.request(scratch, 0), "story");
        Audits.Bits bits = audits.bits(audit);
        String described = temporal.command("workflow", "describe", "--workflow-id", audit);
        String shown = temporal.command("workflow", "show", "--workflow-id", audit, "--detailed");
        String found = temporal.command(
                "workflow",
                "list",
                "--query",
                "FlipsideVerdict = '" + bits.verdict()
                        + "' AND FlipsideTargetClass != 'nothing' AND FlipsideStage = 3");
        Tables.write("history", List.of(described, shown, found));
        assertThat(described).contains("CounterfactualAudit", "FlipsideVerdict", bits.verdict());
        assertThat(shown)
                .contains("search 1/3", "search 3/3 · p(target)", "n=3", "read the clip", "announce completed");
        assertThat(found).contains(audit);
    }
}
