package io.flipside.desk;

import io.flipside.audit.Queues;
import io.flipside.caller.Caller;
import io.flipside.campaign.AuditCampaign;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignState;
import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.file.Sha256;
import io.flipside.record.Asks;
import io.flipside.record.AuditJson;
import io.flipside.store.ObjectStore;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Starts campaigns as Temporal workflows, from what the store holds of them. */
public final class CampaignStarter {
    private static final int KEY_DIGITS = 32;

    private final WorkflowClient client;
    private final KeptCampaigns kept;
    private final Manifests manifests;
    private final ObjectStore store;
    private final Steering steering;

    public CampaignStarter(WorkflowClient client, ObjectStore store) {
        this(client, store, Caller.SERVICE);
    }

    private CampaignStarter(WorkflowClient client, ObjectStore store, Caller caller) {
        this.client = client;
        this.store = store;
        this.kept = new KeptCampaigns(store);
        this.manifests = new Manifests(store);
        this.steering = new Steering(new Asks(store), caller);
    }

    /** The same for another caller. */
    public CampaignStarter by(Caller caller) {
        return new CampaignStarter(client, store, caller);
    }

    /**
     * Starts a campaign unless there is one of this id; returns when it is known to run.
     *
     * @param window rows at work at most
     * @param rows of its manifest, checked
     * @throws RequestConflict if there is one of this id with other rows
     */
    public void start(String campaignId, int window, List<AskedRow> rows) {
        KeptCampaign campaign = KeptCampaign.of(window, keep(campaignId, rows));
        if (!kept.accept(campaignId, campaign)) {
            throw new RequestConflict("campaign", campaignId);
        }
        steering.began(CampaignKeys.folder(campaignId), "start");
        goOn(campaignId, campaign);
    }

    /** Starts a campaign of one clip, whose rows are the answers; all of them may be at work at once. */
    public void start(String campaignId, Question question) {
        start(
                campaignId,
                question.answers(),
                question.seeded().stream()
                        .map(request -> new AskedRow(1, request))
                        .toList());
    }

    /** Keeps rows under what they are, each with the id of its audit, which follows from campaign, rows and place. */
    ManifestPart keep(String id, List<AskedRow> rows) {
        Sha256 digest = new Sha256();
        rows.forEach(row -> digest.add(ByteBuffer.wrap(AuditJson.bytes(row))));
        String key = digest.hex().substring(0, KEY_DIGITS);
        List<ManifestRow> kept = new ArrayList<>();
        for (AskedRow row : rows) {
            String audit = AuditIds.of("/flipside/campaigns/" + id, key + "/" + kept.size());
            kept.add(new ManifestRow(row.line(), audit, row.request()));
        }
        return manifests.keep(id, key, kept);
    }

    /** Starts a campaign that was accepted and that Temporal may not know, or no more; false if it knows it. */
    public boolean goOn(String campaignId, KeptCampaign campaign) {
        if (kept.isDone(campaignId)) {
            return false;
        }
        CampaignOrders orders = kept.orders(campaignId, campaign);
        AuditCampaign workflow = client.newWorkflowStub(
                AuditCampaign.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Queues.WORKFLOW)
                        .setWorkflowId(campaignId)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setStaticSummary("a campaign of " + orders.rows() + " audits")
                        .build());
        try {
            WorkflowClient.start(workflow::run, CampaignState.first(campaign.window(), orders));
            return true;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return false;
        }
    }
}
