package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.desk.AuditIds;
import io.flipside.embedded.Addresses;
import io.flipside.embedded.EmbeddedBroker;
import io.flipside.embedded.EmbeddedStore;
import io.flipside.embedded.EmbeddedTemporal;
import io.flipside.record.AuditKeys;
import io.flipside.service.AuditService;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store, broker and Temporal are away in the middle of a search: the audit waits and goes on. */
class OutagesIT {
    private static final long SECONDS = Long.getLong("flipside.outage-seconds", 5);
    private static final int ITERATIONS = 4;
    private static final int STEPS = 3;

    @TempDir
    Path scratch;

    private EmbeddedTemporal temporal;
    private EmbeddedStore objects;
    private EmbeddedBroker broker;
    private Wire temporalWire;
    private Wire storeWire;
    private Map<String, String> direct;
    private AuditService service;
    private ArtifactStore store;
    private Audits audits;

    @BeforeEach
    void start() {
        temporal = EmbeddedTemporal.start(0);
        objects = EmbeddedStore.start(scratch.resolve("s3"), 0);
        broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0);
        temporalWire = Wire.to(temporal.target());
        storeWire = Wire.to(objects.endpoint().replaceFirst("http://", ""));
        direct = ModelShelves.with(
                ModelShelves.thumbnail(scratch.resolve("models")),
                new Addresses(
                                temporal.target(),
                                false,
                                objects.endpoint(),
                                EmbeddedStore.ACCESS_KEY,
                                objects.secretKey(),
                                broker.bootstrapServers())
                        .settings());
        Map<String, String> wired = new HashMap<>(direct);
        wired.put("flipside.temporal.target", temporalWire.address());
        wired.put("flipside.store.endpoint", "http://" + storeWire.address());
        service = AuditService.start(TestSettings.of(wired, Role.all(), scratch));
        store = TestSettings.store(direct);
        audits = new Audits(service.desk(), store, Audits.plan(ITERATIONS, STEPS));
    }

    @AfterEach
    void stop() {
        service.close();
        store.close();
        temporalWire.close();
        storeWire.close();
        broker.close();
        objects.close();
        temporal.close();
    }

    @Test
    void anOutageOfEachServiceCostsNothing() throws Exception {
        String undisturbed = service.desk().control().submit(audits.request(scratch, 0), "undisturbed");
        Audits.Bits bits = audits.bits(undisturbed);

        String withoutStore = begun("without-store");
        storeWire.cut();
        Audits.pause(SECONDS * 1000);
        storeWire.mend();
        assertThat(audits.bits(withoutStore)).isEqualTo(bits);

        String withoutTemporal = begun("without-temporal");
        temporalWire.cut();
        Audits.pause(SECONDS * 1000);
        temporalWire.mend();
        assertThat(audits.bits(withoutTemporal)).isEqualTo(bits);

        String withoutKafka = begun("without-kafka");
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        broker.close();
        Audits.pause(SECONDS * 1000);
        broker = EmbeddedBroker.start(scratch.resolve("kafka"), port);
        assertThat(audits.bits(withoutKafka)).isEqualTo(bits);

        RequestEvents.send(
                broker.bootstrapServers(),
                List.of(RequestEvents.event("after", RequestEvents.json(audits.request(scratch, 0), 1))));
        String after = AuditIds.of(RequestEvents.SOURCE, "after");
        Audits.await(() -> store.stat(AuditKeys.request(after)).isPresent());
        assertThat(audits.await(after).judged()).isPresent();

        List<String> told = PublishedEvents.ids(broker.bootstrapServers());
        for (String audit : List.of(undisturbed, withoutStore, withoutTemporal, withoutKafka)) {
            assertThat(PublishedEvents.of(broker.bootstrapServers(), audit))
                    .containsExactlyInAnyOrder(
                            audit + "/accepted",
                            audit + "/stage.completed/1",
                            audit + "/stage.completed/2",
                            audit + "/stage.completed/3",
                            audit + "/completed");
        }
        Tables.write(
                "outages",
                List.of(
                        "S3, Temporal and Kafka away for " + SECONDS + " s each in the middle of a search",
                        "audits 4, failed 0, bit-identical to the undisturbed one",
                        "events " + told.size() + ", different ids "
                                + told.stream().distinct().count()));
    }

    private String begun(String key) {
        String audit = service.desk().control().submit(audits.request(scratch, 0), key);
        Audits.await(() -> audits.updates(audit) >= 3);
        return audit;
    }
}
