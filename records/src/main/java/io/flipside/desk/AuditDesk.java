package io.flipside.desk;

import io.flipside.caller.Caller;
import io.flipside.record.Asks;
import io.flipside.record.AuditIndex;
import io.flipside.store.ObjectStore;
import io.temporal.client.WorkflowClient;

/**
 * What people and machines can ask of audits; the same behind every door.
 *
 * @param listing which audits there are
 * @param control starts and steers them
 * @param files that go in and come out
 * @param results how they stand
 * @param plans what they would take
 * @param campaigns many of them as one
 * @param queues what waits for workers
 * @param search finds some of them
 * @param choices what people say when they are asked which clip is which
 */
public record AuditDesk(
        AuditListing listing,
        AuditControl control,
        AuditFiles files,
        AuditResults results,
        AuditPlans plans,
        Campaigns campaigns,
        TaskQueues queues,
        AuditSearch search,
        Choices choices) {

    /** @param uploads where clips and adapters are taken in */
    public static AuditDesk of(WorkflowClient client, ObjectStore store, AuditStarter starter, Uploads uploads) {
        KeptAudits kept = new KeptAudits(store);
        AuditListing listing = new IndexListing(new AuditIndex(store));
        return new AuditDesk(
                listing,
                new TemporalControl(client, kept, starter, new Steering(new Asks(store), Caller.SERVICE)),
                new StoredFiles(store, uploads),
                new CurrentResults(client, kept),
                new TemporalPlans(client, starter),
                new TemporalCampaigns(client, store, Caller.SERVICE),
                new TemporalQueues(client, store),
                new AuditSearch(listing, kept),
                new Choices(store, kept));
    }

    /** The same for another caller, who is noted as the one who asks. */
    public AuditDesk by(Caller caller) {
        return new AuditDesk(
                listing, control.by(caller), files, results, plans, campaigns.by(caller), queues, search, choices);
    }
}
