package io.flipside.events;

import io.flipside.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: what lay at a place of the requests topic, and why it started no audit.
 *
 * @param topic where it lay
 * @param partition where it lay
 * @param offset where it lay
 * @param reason in words
 * @param message as it came; empty if it could not be read
 */
record Letter(
        String topic, int partition, long offset, String reason, Optional<ConsumerRecord<byte[], byte[]>> message) {
    /** Bytes of a message's value, and of its headers, in a letter that cannot hold the whole. */
    static final int HEAD = 4096;

    private static final int MOST_KEY = 256;
    private static final int MOST_REASON = 1000;

    static Letter of(ConsumerRecord<byte[], byte[]> message, String reason) {
        return new Letter(message.topic(), message.partition(), message.offset(), reason, Optional.of(message));
    }

    /** What may be sent, from the whole message down to its place alone: the next where one is too large. */
    List<ProducerRecord<byte[], byte[]>> forms(String deadLetters) {
        List<ProducerRecord<byte[], byte[]>> forms = new ArrayList<>();
        message.ifPresent(m -> {
            forms.add(whole(m, deadLetters));
            forms.add(head(m, deadLetters));
        });
        forms.add(place(deadLetters));
        return forms;
    }

    private ProducerRecord<byte[], byte[]> whole(ConsumerRecord<byte[], byte[]> m, String deadLetters) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetters, m.key(), m.value());
        m.headers().forEach(header -> letter.headers().add(header));
        return addressed(letter);
    }

    private ProducerRecord<byte[], byte[]> head(ConsumerRecord<byte[], byte[]> m, String deadLetters) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(deadLetters, cut(m.key(), MOST_KEY), cut(m.value(), HEAD));
        int room = HEAD;
        int left = 0;
        for (Header header : m.headers()) {
            int size = header.key().length() * 3 + (header.value() == null ? 0 : header.value().length);
            if (size <= room) {
                letter.headers().add(header);
                room -= size;
            } else {
                left++;
            }
        }
        add(letter.headers(), "flipside-headers-left-out", Integer.toString(left));
        measured(letter.headers(), m);
        return addressed(letter);
    }

    private ProducerRecord<byte[], byte[]> place(String deadLetters) {
        // a key, for a topic that keeps the newest of each key takes none without
        byte[] key = bytes(topic + "-" + partition + "-" + offset);
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetters, key, new byte[0]);
        message.ifPresent(m -> measured(letter.headers(), m));
        return addressed(letter);
    }

    private static void measured(Headers headers, ConsumerRecord<byte[], byte[]> m) {
        byte[] value = m.value() == null ? new byte[0] : m.value();
        add(headers, "flipside-length", Integer.toString(value.length));
        add(headers, "flipside-sha256", Sha256.of(value));
    }

    private ProducerRecord<byte[], byte[]> addressed(ProducerRecord<byte[], byte[]> letter) {
        add(letter.headers(), "flipside-reason", bounded(reason));
        add(letter.headers(), "flipside-topic", topic);
        add(letter.headers(), "flipside-partition", Integer.toString(partition));
        add(letter.headers(), "flipside-offset", Long.toString(offset));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    /** Where it lay and why it is here, in one line. */
    String place() {
        return "%s partition %d offset %d: %s".formatted(topic, partition, offset, bounded(reason));
    }

    /** Text for one header or line: of bounded length, without control characters. */
    static String bounded(String text) {
        String plain = text.length() <= MOST_REASON ? text : text.substring(0, MOST_REASON) + "...";
        return plain.replaceAll("\\p{Cntrl}", " ");
    }
}
