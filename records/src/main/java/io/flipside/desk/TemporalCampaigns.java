package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.campaign.AuditCampaign;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.Cancellation;
import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.RowRange;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.campaign.record.ResultsTable;
import io.flipside.file.Sha256;
import io.flipside.record.AuditJson;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactMissing;
import io.flipside.store.ArtifactTooLarge;
import io.flipside.store.ObjectStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Campaigns through their workflows, and those that are over as the store has them. */
final class TemporalCampaigns implements Campaigns {
    private static final String DOOR = "/flipside/campaigns/api";
    private static final int ID_DIGITS = 32;
    private static final Set<String> FILES = Set.of(CampaignKeys.TABLE, CampaignKeys.PAGE);

    private final WorkflowClient client;
    private final ObjectStore store;
    private final KeptCampaigns kept;
    private final Manifests manifests;
    private final CampaignStarter starter;

    TemporalCampaigns(WorkflowClient client, ObjectStore store) {
        this.client = client;
        this.store = store;
        this.kept = new KeptCampaigns(store);
        this.manifests = new Manifests(store);
        this.starter = new CampaignStarter(client, store);
    }

    @Override
    public String submit(int window, List<AskedRow> rows, String key) {
        byte[] both = (DOOR.length() + ":" + DOOR + key).getBytes(StandardCharsets.UTF_8);
        String id = "campaign-" + Sha256.of(both).substring(0, ID_DIGITS);
        KeptCampaign campaign = KeptCampaign.of(window, keep(id, rows));
        if (!kept.accept(id, campaign)) {
            throw new RequestConflict("campaign", id);
        }
        starter.goOn(id, campaign);
        return id;
    }

    /** Keeps rows under what they are, each with the id of its audit, which follows from campaign, rows and place. */
    private ManifestPart keep(String id, List<AskedRow> rows) {
        Sha256 digest = new Sha256();
        rows.forEach(row -> digest.add(ByteBuffer.wrap(AuditJson.bytes(row))));
        String key = digest.hex().substring(0, ID_DIGITS);
        List<ManifestRow> kept = new ArrayList<>();
        for (AskedRow row : rows) {
            String audit = AuditIds.of("/flipside/campaigns/" + id, key + "/" + kept.size());
            kept.add(new ManifestRow(row.line(), audit, row.request()));
        }
        return manifests.keep(id, key, kept);
    }

    @Override
    public CampaignView add(String campaignId, List<AskedRow> rows) {
        KeptCampaign campaign = campaign(campaignId);
        return update(campaignId, campaign, workflow -> workflow.add(keep(campaignId, rows)));
    }

    @Override
    public CampaignView drop(String campaignId, List<RowRange> rows) {
        return update(campaignId, campaign(campaignId), workflow -> workflow.drop(rows));
    }

    @Override
    public CampaignView pause(String campaignId) {
        return update(campaignId, campaign(campaignId), AuditCampaign::pause);
    }

    @Override
    public CampaignView resume(String campaignId) {
        return update(campaignId, campaign(campaignId), AuditCampaign::resume);
    }

    @Override
    public CampaignView cancel(String campaignId, Cancellation cancellation) {
        return update(campaignId, campaign(campaignId), workflow -> workflow.cancel(cancellation));
    }

    private CampaignView update(String id, KeptCampaign campaign, Function<AuditCampaign, CampaignProgress> change) {
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
        } catch (WorkflowServiceException e) {
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
    public Optional<ArtifactRef> file(String campaignId, String name) {
        campaign(campaignId);
        return FILES.contains(name) ? store.stat(CampaignKeys.file(campaignId, name)) : Optional.empty();
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
