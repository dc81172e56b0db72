package io.flipside.campaign;

import io.temporal.workflow.Workflow;

/** One step. It is a workflow of its own, so that looking at a campaign adds nothing to the campaign's history. */
public final class CampaignDrawingWorkflow implements CampaignDrawing {
    @Override
    public void draw(String campaignId) {
        Workflow.newActivityStub(CampaignSteps.class, CampaignOptions.draft()).draft(campaignId);
    }
}
