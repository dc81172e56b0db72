package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.AuditRequest;
import io.flipside.desk.AuditLine;
import io.flipside.desk.AuditListing;
import io.flipside.desk.PageToken;
import io.flipside.embedded.Addresses;
import io.flipside.embedded.EmbeddedBroker;
import io.flipside.embedded.EmbeddedStore;
import io.flipside.embedded.EmbeddedTemporal;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditStatus;
import io.flipside.service.AuditService;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests, some of them twice and some of them rubbish. */
class RequestsIT {
    private static final int REQUESTS = Integer.getInteger("flipside.requests", 20);
    private static final int KINDS_OF_RUBBISH = 5;

    @TempDir
    Path scratch;

    @Test
    void everyRequestIsOneAuditAndEveryUnreadableOneADeadLetter() throws Exception {
        int repeats = REQUESTS * 3 / 10;
        int malformed = Math.max(KINDS_OF_RUBBISH, REQUESTS / 10);
        int distinct = REQUESTS - repeats - malformed;
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                EmbeddedStore objects = EmbeddedStore.start(scratch.resolve("s3"), 0);
                EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0)) {
            Map<String, String> settings = new Addresses(
                            temporal.target(),
                            false,
                            objects.endpoint(),
                            EmbeddedStore.ACCESS_KEY,
                            objects.secretKey(),
                            broker.bootstrapServers())
                    .settings();
            try (ArtifactStore store = TestSettings.store(settings);
                    AuditService service =
                            AuditService.start(TestSettings.of(settings, Role.all(), scratch))) {
                AuditRequest request = new Audits(service.desk(), store, Audits.plan(1, 1)).request(scratch, 0);
                List<byte[]> messages = new ArrayList<>();
                for (int i = 0; i < distinct; i++) {
                    messages.add(RequestEvents.event("request-" + i, RequestEvents.json(request, i)));
                }
                for (int i = 0; i < repeats; i++) {
                    messages.add(RequestEvents.event("request-" + i, RequestEvents.json(request, i)));
                }
                for (int i = 0; i < malformed; i++) {
                    messages.add(malformed(i, request));
                }
                Collections.shuffle(messages, new Random(1));
                RequestEvents.send(broker.bootstrapServers(), messages);
                Audits.await(
                        () -> store.list(AuditKeys.AUDITS).stream()
                                        .filter(key -> key.endsWith("/done.json"))
                                        .count()
                                >= distinct,
                        Duration.ofSeconds(3),
                        Audits.PATIENCE.plusSeconds(5L * distinct));
                List<AuditLine> lines = service.desk()
                        .listing()
                        .page(PageToken.FIRST, AuditListing.MOST)
                        .lines();
                List<ConsumerRecord<byte[], byte[]>> dead =
                        PublishedEvents.all(broker.bootstrapServers(), "flipside.audit.requests.dead-letters");
                assertThat(lines).hasSize(distinct).allMatch(line -> line.status() == AuditStatus.COMPLETED);
                assertThat(dead).hasSize(malformed).allSatisfy(letter -> {
                    assertThat(letter.headers().lastHeader("flipside-reason").value())
                            .isNotEmpty();
                    assertThat(messages).anyMatch(sent -> Arrays.equals(sent, letter.value()));
                });
                List<String> ids = PublishedEvents.ids(broker.bootstrapServers());
                assertThat(ids.stream().filter(id -> id.endsWith("/completed"))).hasSize(distinct);
                Tables.write(
                        "requests",
                        List.of(
                                "requests " + REQUESTS + ", of them repeats " + repeats + ", malformed " + malformed,
                                "audits " + lines.size() + ", all completed; dead letters " + dead.size()
                                        + "; events " + ids.size() + ", different ids "
                                        + ids.stream().distinct().count()));
            }
        }
    }

    private static byte[] malformed(int i, AuditRequest request) {
        return switch (i % KINDS_OF_RUBBISH) {
            case 0 -> ("rubbish " + i).getBytes(StandardCharsets.UTF_8);
            case 1 -> RequestEvents.event("bad-" + i, "{\"targetClass\": \"left\"}");
            case 2 ->
                RequestEvents.event("bad-" + i, RequestEvents.json(request, i).replace("\"seed\"", "\"sede\""));
            case 3 ->
                RequestEvents.event(
                        "bad-" + i, RequestEvents.json(request, i).replace("\"iterations\": 1", "\"iterations\": -1"));
            default -> RequestEvents.event("bad-" + i, "{".repeat(5000));
        };
    }
}
