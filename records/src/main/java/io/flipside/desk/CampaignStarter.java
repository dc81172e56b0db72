package io.flipside.desk;

import io.flipside.audit.Queues;
import io.flipside.campaign.AuditCampaign;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignState;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.store.ObjectStore;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;

/** Starts campaigns as Temporal workflows, from what the store holds of them. */
public final class CampaignStarter {
    private final WorkflowClient client;
    private final KeptCampaigns kept;

    public CampaignStarter(WorkflowClient client, ObjectStore store) {
        this.client = client;
        this.kept = new KeptCampaigns(store);
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
