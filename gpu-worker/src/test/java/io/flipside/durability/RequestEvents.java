package io.flipside.durability;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.flipside.audit.AuditRequest;
import io.flipside.events.RequestConsumer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Requests as others send them: CloudEvents on the requests topic. */
final class RequestEvents {
    static final String SOURCE = "/tests";
    private static final String TOPIC = "flipside.audit.requests";

    private RequestEvents() {}

    static void send(String broker, List<byte[]> messages) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] message : messages) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, message);
                record.headers().add("content-type", JsonFormat.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
                producer.send(record).get();
            }
        }
    }

    static byte[] event(String id, String data) {
        return new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create(SOURCE))
                        .withType(RequestConsumer.TYPE)
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    static String json(AuditRequest request, int seed) {
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
}
