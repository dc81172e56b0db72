package io.flipside.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AuditIds;
import io.flipside.desk.Question;
import io.flipside.request.RequestReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message that asks for an audit, or for several answers to one question.
 *
 * @param source who sends it
 * @param id unlike that of any other message of its source
 * @param question what is asked for
 */
record RequestEvent(String source, String id, Question question) {
    static final String TYPE = "io.flipside.audit.requested";
    /** Largest message that is looked into; its data may have {@link RequestReader#MOST_BYTES}. */
    static final int MOST_BYTES = 1 << 20;

    /** @throws InvalidRequest naming what is wrong with it */
    static RequestEvent read(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = message.value() == null ? new byte[0] : message.value();
        if (value.length > MOST_BYTES) {
            throw new InvalidRequest("event", "has " + value.length + " bytes; at most " + MOST_BYTES + " are taken.");
        }
        CloudEvent event = event(message, value);
        require(TYPE.equals(event.getType()), "type", "is '" + event.getType() + "'; it must be " + TYPE + ".");
        String source = event.getSource().toString();
        require(!event.getId().isBlank(), "id", "is empty. Give each request an id of its own.");
        require(!source.isBlank(), "source", "is empty. Name who sends the request.");
        byte[] data = event.getData() == null ? new byte[0] : event.getData().toBytes();
        return new RequestEvent(source, event.getId(), RequestReader.question(data));
    }

    /** Id of the audit that it is. */
    String auditId() {
        return AuditIds.of(source, id);
    }

    /** Id of the campaign that several answers are. */
    String campaignId() {
        return AuditIds.campaign(source, id);
    }

    private static CloudEvent event(ConsumerRecord<byte[], byte[]> message, byte[] value) {
        try {
            return KafkaMessageFactory.createReader(message.headers(), value).toEvent();
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidRequest("event", "is not a CloudEvent: " + e.getMessage() + ".");
        }
    }

    private static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new InvalidRequest(field, otherwise);
        }
    }
}
