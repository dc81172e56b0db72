package io.flipside.steps;

import io.flipside.campaign.CampaignEvent;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.record.AuditJson;
import io.flipside.record.EventSink;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.nio.charset.StandardCharsets;

/** Tells an event of a campaign, as {@link Announce} does of an audit: whoever tells it again tells what was told first. */
final class AnnounceCampaign {
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long MOST_EVENT_BYTES = 1 << 20;

    private final ObjectStore store;
    private final EventSink events;

    AnnounceCampaign(ObjectStore store, EventSink events) {
        this.store = store;
        this.events = events;
    }

    void run(CampaignEvent event) {
        String told = CampaignKeys.told(event.campaignId(), event.type(), event.discriminator());
        if (store.stat(told).isEmpty()) {
            events.send(firstOf(event));
            store.put(told, NOTHING, JSON);
        }
        if (event.type().equals(CampaignEvent.COMPLETED)) {
            store.put(CampaignKeys.done(event.campaignId()), AuditJson.bytes(event), JSON);
        }
    }

    private CampaignEvent firstOf(CampaignEvent event) {
        String key = CampaignKeys.event(event.campaignId(), event.type(), event.discriminator());
        if (store.create(key, Content.of(AuditJson.bytes(event)), JSON)) {
            return event;
        }
        return store.find(key, MOST_EVENT_BYTES)
                .map(json -> AuditJson.read(json, CampaignEvent.class))
                .orElse(event);
    }
}
