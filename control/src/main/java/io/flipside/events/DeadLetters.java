package io.flipside.events;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of what started no audit. */
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLetters(KafkaSettings settings) {
        topic = settings.deadLetters();
        producer = new KafkaProducer<>(
                settings.with(Map.of(
                        "acks", "all",
                        "max.block.ms", "10000",
                        "delivery.timeout.ms", "30000",
                        "request.timeout.ms", "10000")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Returns when the letter lies there, as much of it as the topic takes.
     *
     * @throws EventsUnavailable if Kafka does not take any: trying again may help
     */
    void bury(Letter letter) {
        Iterator<ProducerRecord<byte[], byte[]>> forms = letter.forms(topic).iterator();
        while (forms.hasNext()) {
            if (takes(forms.next())) {
                return;
            }
        }
        LOG.error("{} takes no letter at all; without one goes {}", topic, letter.place());
    }

    /** False if it is too large, or otherwise never taken as it is. */
    private boolean takes(ProducerRecord<byte[], byte[]> form) {
        try {
            producer.send(form).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException || e.getCause() instanceof InvalidRecordException) {
                return false;
            }
            throw new EventsUnavailable(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsUnavailable(topic, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
