package io.flipside.campaign;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Draws up the results of a campaign as far as they are there, for somebody who waits for them. */
@WorkflowInterface
public interface CampaignDrawing {
    /** Asks a worker; the files lie among the drafts of the campaign afterwards. */
    @WorkflowMethod(name = "CampaignDrawing")
    void draw(String campaignId);
}
