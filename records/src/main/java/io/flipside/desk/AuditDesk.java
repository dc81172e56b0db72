package io.flipside.desk;

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
 */
public record AuditDesk(
        AuditListing listing,
        AuditControl control,
        AuditFiles files,
        AuditResults results,
        AuditPlans plans,
        Campaigns campaigns,
        TaskQueues queues) {

    /** @param uploads where clips and adapters are taken in */
    public static AuditDesk of(WorkflowClient client, ObjectStore store, AuditStarter starter, Uploads uploads) {
        KeptAudits kept = new KeptAudits(store);
        return new AuditDesk(
                new IndexListing(new AuditIndex(store)),
                new TemporalControl(client, kept, starter),
                new StoredFiles(store, uploads),
                new CurrentResults(client, kept),
                new TemporalPlans(client, starter),
                new TemporalCampaigns(client, store),
                new TemporalQueues(client, store));
    }
}
