package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.flipside.audit.AuditRequest;
import io.flipside.embedded.Addresses;
import io.flipside.embedded.EmbeddedBroker;
import io.flipside.embedded.EmbeddedStore;
import io.flipside.embedded.EmbeddedTemporal;
import io.flipside.events.RequestConsumer;
import io.flipside.service.AuditLine;
import io.flipside.service.AuditService;
import io.flipside.service.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests, some of them twice and some of them rubbish. */
class RequestsIT {
    private static final int REQUESTS = Integer.getInteger("flipside.requests", 50);
    private static final String TOPIC = "flipside.audit.requests";

    @TempDir
    Path scratch;

    @Test
    void everyRequestIsOneAuditAndEveryUnreadableOneADeadLetter() throws Exception {
        int repeats = REQUESTS * 3 / 10;
        int malformed = REQUESTS / 10;
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
            try (AuditService service =
                    AuditService.start(TestSettings.of(settings, EnumSet.allOf(Role.class), scratch))) {
                AuditRequest request =
                        new Audits(service.desk(), TestSettings.store(settings), Audits.plan(1, 1)).request(scratch, 0);
                List<byte[]> messages = new ArrayList<>();
                for (int i = 0; i < distinct; i++) {
                    messages.add(event("request-" + i, json(request, i)));
                }
                for (int i = 0; i < repeats; i++) {
                    messages.add(event("request-" + i, json(request, i)));
                }
                for (int i = 0; i < malformed; i++) {
                    messages.add(malformed(i, request));
                }
                Collections.shuffle(messages, new Random(1));
                send(broker, messages);
                Audits.await(() -> {
                    List<AuditLine> lines = service.desk().list();
                    return lines.size() >= distinct
                            && lines.stream().allMatch(line -> line.status().equals("completed"));
                });
                List<AuditLine> lines = service.desk().list();
                List<ConsumerRecord<byte[], byte[]>> dead =
                        Told.all(broker.bootstrapServers(), "flipside.audit.requests.dead-letters");
                assertThat(lines).hasSize(distinct);
                assertThat(dead).hasSize(malformed).allSatisfy(letter -> {
                    assertThat(letter.headers().lastHeader("flipside-reason").value())
                            .isNotEmpty();
                    assertThat(messages).anyMatch(sent -> java.util.Arrays.equals(sent, letter.value()));
                });
                List<String> ids = Told.ids(broker.bootstrapServers());
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

    private static void send(EmbeddedBroker broker, List<byte[]> messages) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] message : messages) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, message);
                record.headers().add("content-type", JsonFormat.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
                producer.send(record).get();
            }
        }
    }

    private static byte[] event(String id, String data) {
        return new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/tests"))
                        .withType(RequestConsumer.TYPE)
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    private static String json(AuditRequest request, int seed) {
        return """
                {"clip": {"uri": "%s", "sha256": "%s", "bytes": %d, "mediaType": "video/x-matroska"},
                 "targetClass": "%s", "seed": %d,
                 "search": {"iterations": 1, "denoisingSteps": 1, "confidence": 0}}
                """
                .formatted(
                        request.clip().uri(),
                        request.clip().sha256(),
                        request.clip().bytes(),
                        request.targetClass(),
                        seed);
    }

    private static byte[] malformed(int i, AuditRequest request) {
        return switch (i % 5) {
            case 0 -> ("rubbish " + i).getBytes(StandardCharsets.UTF_8);
            case 1 -> event("bad-" + i, "{\"targetClass\": \"left\"}");
            case 2 -> event("bad-" + i, json(request, i).replace("\"seed\"", "\"sede\""));
            case 3 -> event("bad-" + i, json(request, i).replace("\"iterations\": 1", "\"iterations\": -1"));
            default -> event("bad-" + i, "{".repeat(5000));
        };
    }
}
