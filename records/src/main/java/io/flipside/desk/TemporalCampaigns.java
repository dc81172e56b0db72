package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.caller.Caller;
import io.flipside.campaign.AuditCampaign;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.Cancellation;
import io.flipside.campaign.RowRange;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ResultsTable;
import io.flipside.record.Asks;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactMissing;
import io.flipside.store.ArtifactTooLarge;
import io.flipside.store.ObjectStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryRejectedException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Campaigns through their workflows, and those that are over as the store has them. */
final class TemporalCampaigns implements Campaigns {
    private static final String DOOR = "/flipside/campaigns/api";
    private static final Set<String> FILES =
            Set.of(CampaignKeys.TABLE, CampaignKeys.PAGE, CampaignKeys.ANSWERS, CampaignKeys.FINDINGS);

    private final WorkflowClient client;
    private final ObjectStore store;
    private final KeptCampaigns kept;
    private final CampaignStarter starter;
    private final CampaignDrafts drafts;
    private final Steering steering;

    TemporalCampaigns(WorkflowClient client, ObjectStore store, Caller caller) {
        this.client = client;
        this.store = store;
        this.kept = new KeptCampaigns(store);
        this.starter = new CampaignStarter(client, store).by(caller);
        this.drafts = new CampaignDrafts(client, store);
        this.steering = new Steering(new Asks(store), caller);
    }

    @Override
    public Campaigns by(Caller caller) {
        return new TemporalCampaigns(client, store, caller);
    }

    @Override
    public boolean maySteer(String campaignId) {
        return steering.may(CampaignKeys.folder(campaignId));
    }

    @Override
    public String submit(int window, List<AskedRow> rows, String key) {
        String id = id(key);
        starter.start(id, window, rows);
        return id;
    }

    @Override
    public String submit(Question question, String key) {
        String id = AuditIds.campaign(TemporalControl.DOOR, key);
        starter.start(id, question);
        return id;
    }

    @Override
    public String id(String key) {
        return AuditIds.campaign(DOOR, key);
    }

    @Override
    public CampaignView add(String campaignId, List<AskedRow> rows) {
        return update(campaignId, "add", workflow -> workflow.add(starter.keep(campaignId, rows)));
    }

    @Override
    public CampaignView drop(String campaignId, List<RowRange> rows) {
        return update(campaignId, "drop", workflow -> workflow.drop(rows));
    }

    @Override
    public CampaignView pause(String campaignId) {
        return update(campaignId, "pause", AuditCampaign::pause);
    }

    @Override
    public CampaignView resume(String campaignId) {
        return update(campaignId, "resume", AuditCampaign::resume);
    }

    @Override
    public CampaignView cancel(String campaignId, Cancellation cancellation) {
        return update(campaignId, "cancel", workflow -> workflow.cancel(cancellation));
    }

    private CampaignView update(String id, String what, Function<AuditCampaign, CampaignProgress> change) {
        KeptCampaign campaign = campaign(id);
        return steering.steer("campaign", id, CampaignKeys.folder(id), what, () -> changed(id, campaign, change));
    }

    private CampaignView changed(String id, KeptCampaign campaign, Function<AuditCampaign, CampaignProgress> change) {
        try {
            return view(id, campaign, change.apply(workflow(id)));
        } catch (WorkflowUpdateException e) {
            throw new NotNow(
                    e.getCause() instanceof ApplicationFailure refusal
                            ? refusal.getOriginalMessage()
                            : String.valueOf(e.getMessage()));
        } catch (WorkflowNotFoundException e) {
            throw over(id);
        } catch (WorkflowServiceException e) {
            if (kept.isDone(id)) {
                throw over(id); // servers differ in how they refuse to change what is over
            }
            throw e;
        }
    }

    private static UserError over(String id) {
        return new NotNow("campaign '" + id + "' is over.");
    }

    @Override
    public CampaignView show(String campaignId) {
        KeptCampaign campaign = campaign(campaignId);
        if (kept.isDone(campaignId)) {
            return kept.progress(campaignId)
                    .map(progress -> view(campaignId, campaign, progress))
                    .orElseGet(() -> view(campaignId, campaign, "completed"));
        }
        try {
            return view(campaignId, campaign, workflow(campaignId).progress());
        } catch (WorkflowNotFoundException e) {
            return view(campaignId, campaign, "waiting"); // it goes on when a service starts that finds it in the store
        } catch (WorkflowServiceException | WorkflowQueryRejectedException e) {
            if (CurrentResults.noWorkerAnswers(e)) {
                return view(campaignId, campaign, "waiting");
            }
            throw e;
        }
    }

    private CampaignView view(String id, KeptCampaign campaign, String status) {
        CampaignOrders orders = kept.orders(id, campaign);
        return new CampaignView(id, status, orders.rows(), campaign.window(), Optional.empty());
    }

    private CampaignView view(String id, KeptCampaign campaign, CampaignProgress progress) {
        boolean cancelled = progress.cancelled().isPresent();
        boolean over = kept.isDone(id);
        String status = over
                ? cancelled ? "cancelled" : "completed"
                : cancelled ? "cancelling" : progress.paused() ? "paused" : "running";
        return new CampaignView(id, status, progress.rows(), campaign.window(), Optional.of(progress));
    }

    @Override
    public List<CampaignSummary> list(String after, int limit) {
        return kept.ids().stream()
                .filter(id -> id.compareTo(after) > 0)
                .limit(limit)
                .map(id -> new CampaignSummary(id, kept.isDone(id) ? "completed" : "open"))
                .toList();
    }

    @Override
    public Map<AuditKind, Pace> paces(Set<AuditKind> kinds) {
        return new KnownPaces(store).of(kinds);
    }

    @Override
    public byte[] table(String campaignId) {
        StringBuilder table = new StringBuilder();
        try {
            ResultsTable.write(kept.lines(campaignId, campaign(campaignId)), table);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a table", e);
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<CampaignLine> lines(String campaignId, int after, int limit) {
        return kept.lines(campaignId, campaign(campaignId), after, limit);
    }

    @Override
    public Optional<ArtifactRef> file(String campaignId, String name) {
        campaign(campaignId);
        if (!FILES.contains(name)) {
            return Optional.empty();
        }
        Optional<ArtifactRef> last = store.stat(CampaignKeys.file(campaignId, name));
        // what a build of before drew up at the end has neither answers nor findings
        return last.isPresent() && kept.isDone(campaignId) ? last : drafts.draw(campaignId, name);
    }

    @Override
    public byte[] manifest(ArtifactRef manifest, long most) {
        try {
            requireOurs("manifest.uri", manifest.uri());
            return store.get(manifest, most);
        } catch (ArtifactMissing | ArtifactCorrupt | ArtifactTooLarge e) {
            throw new InvalidRequest("manifest", "cannot be taken: " + e.getMessage());
        }
    }

    @Override
    public Optional<ArtifactRef> input(String uri) {
        requireOurs("clip", uri);
        return store.stat(uri.substring(store.uri("").length()));
    }

    private void requireOurs(String field, String uri) {
        String ours = store.uri("");
        if (!uri.startsWith(ours)) {
            throw new InvalidRequest(
                    field, "is '" + uri + "'; it must be in our bucket, " + ours + ". Upload it first.");
        }
    }

    private KeptCampaign campaign(String id) {
        if (!AuditIds.isId(id)) {
            throw new NoSuchCampaign("?");
        }
        return kept.campaign(id).orElseThrow(() -> new NoSuchCampaign(id));
    }

    private AuditCampaign workflow(String id) {
        return client.newWorkflowStub(AuditCampaign.class, id);
    }
}
