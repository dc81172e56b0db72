package io.flipside.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import io.flipside.audit.step.ToldEvent;
import io.flipside.record.AuditJson;
import io.flipside.record.EventSink;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells what became of audits and campaigns, as CloudEvents keyed by its id: the events of one stay in order. */
public final class KafkaEvents implements EventSink, AutoCloseable {
    /** Prefix of every event's type. */
    public static final String TYPE = "io.flipside.";

    /** Shorter than the step's own timeout: an outage shows as a failure that is retried. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    /** Made when it is first needed: an address that is not known yet keeps nobody from starting. */
    private Optional<KafkaProducer<String, CloudEvent>> producer = Optional.empty();

    /** Nothing is sent before the first event. */
    public KafkaEvents(KafkaSettings settings) {
        this.settings = settings;
    }

    private synchronized KafkaProducer<String, CloudEvent> producer() {
        KafkaProducer<String, CloudEvent> ready = producer.orElseGet(this::connected);
        producer = Optional.of(ready);
        return ready;
    }

    private KafkaProducer<String, CloudEvent> connected() {
        CloudEventSerializer serializer = new CloudEventSerializer();
        serializer.configure(
                Map.of(
                        CloudEventSerializer.ENCODING_CONFIG,
                        Encoding.STRUCTURED,
                        CloudEventSerializer.EVENT_FORMAT_CONFIG,
                        JsonFormat.CONTENT_TYPE),
                false);
        return new KafkaProducer<>(
                settings.with(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "max.block.ms", Long.toString(PATIENCE.toMillis()),
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", Long.toString(PATIENCE.toMillis()))),
                new StringSerializer(),
                serializer);
    }

    /** The event as it is sent; the same event gives the same bytes. */
    static CloudEvent cloudEvent(ToldEvent event) {
        return CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(URI.create("/flipside/" + event.about() + "s"))
                .withType(TYPE + event.about() + "." + event.type())
                .withSubject(event.subject())
                .withTime(Instant.ofEpochMilli(event.timeMillis()).atOffset(ZoneOffset.UTC))
                .withData("application/json", AuditJson.bytes(event.data()))
                .build();
    }

    @Override
    public void send(ToldEvent event) {
        try {
            producer()
                    .send(new ProducerRecord<>(settings.events(), event.subject(), cloudEvent(event)))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new EventsUnavailable(settings.events(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsUnavailable(settings.events(), e);
        }
    }

    @Override
    public synchronized void close() {
        producer.ifPresent(open -> open.close(PATIENCE));
    }
}
