package io.flipside.desk;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Queues;
import io.flipside.campaign.CampaignDrawing;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.DrawnDraft;
import io.flipside.store.ObjectStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Results of campaigns that are not over: a worker draws them up anew for whoever asks; who asks meanwhile waits for the same. */
final class CampaignDrafts {
    /** How long somebody waits; less than callers do. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    /** How long it is drawn at most. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final WorkflowClient client;
    private final ObjectStore store;
    private final InstantSource clock = InstantSource.system();

    CampaignDrafts(WorkflowClient client, ObjectStore store) {
        this.client = client;
        this.store = store;
    }

    /**
     * Has the results drawn up.
     *
     * @return one of the files
     * @throws NoWorker if no worker has drawn them in time
     */
    Optional<ArtifactRef> draw(String campaignId, String name) {
        boolean fresh = DrawnDraft.find(store, campaignId)
                .filter(drawn -> drawn.isFresh(clock.millis()))
                .isPresent();
        if (!fresh) {
            await(campaignId);
        }
        return store.stat(CampaignKeys.draft(campaignId, name));
    }

    private void await(String campaignId) {
        // no campaign's own id: it has a character that ids lack
        String id = campaignId + "/draft";
        CampaignDrawing drawing = client.newWorkflowStub(
                CampaignDrawing.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Queues.WORKFLOW)
                        .setWorkflowId(id)
                        .setWorkflowRunTimeout(LONGEST)
                        .setStaticSummary("the results of " + campaignId + " as far as they are there")
                        .build());
        try {
            WorkflowClient.start(drawing::draw, campaignId);
        } catch (WorkflowExecutionAlreadyStarted e) {
            // somebody else asked a moment ago, and what comes of it is ours as well
        }
        try {
            client.newUntypedWorkflowStub(id).getResult(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, Void.class);
        } catch (TimeoutException | WorkflowFailedException e) {
            throw new NoWorker(
                    "no worker has drawn up the results of campaign '" + campaignId
                            + "' in time. Ask again in a minute, or start a worker that has the role cpu; the table of"
                            + " results needs none.",
                    e);
        }
    }
}
