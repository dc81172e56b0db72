package io.flipside.steps;

import io.flipside.audit.step.AuditEvent;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditStatus;
import io.flipside.record.EventSink;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.nio.charset.StandardCharsets;

/**
 * Tells an event. It is kept before it is told: whoever tells it again, perhaps after the loss of Temporal and by
 * another clock, tells what was told first.
 */
final class Announce {
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long MOST_EVENT_BYTES = 1 << 20;

    private final ObjectStore store;
    private final AuditIndex index;
    private final EventSink events;

    Announce(ObjectStore store, EventSink events) {
        this.store = store;
        this.index = new AuditIndex(store);
        this.events = events;
    }

    void run(AuditEvent event) {
        String told = AuditKeys.told(event.auditId(), event.type(), event.discriminator());
        if (store.stat(told).isEmpty()) {
            events.send(firstOf(event));
            store.put(told, NOTHING, JSON);
        }
        AuditStatus.afterLast(event).ifPresent(status -> {
            store.put(AuditKeys.done(event.auditId()), AuditJson.bytes(event), JSON);
            index.done(event.auditId(), status);
        });
    }

    private AuditEvent firstOf(AuditEvent event) {
        String key = AuditKeys.event(event.auditId(), event.type(), event.discriminator());
        if (store.create(key, Content.of(AuditJson.bytes(event)), JSON)) {
            return event;
        }
        return store.find(key, MOST_EVENT_BYTES)
                .map(json -> AuditJson.read(json, AuditEvent.class))
                .orElse(event);
    }
}
