package io.flipside.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.audit.InvalidRequest;
import io.flipside.campaign.Cancellation;
import io.flipside.cluster.resource.AuditCampaign;
import io.flipside.cluster.resource.AuditFields;
import io.flipside.desk.AskedRow;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.CampaignView;
import io.flipside.desk.Campaigns;
import io.flipside.desk.NoSuchCampaign;
import io.flipside.desk.NotNow;
import io.flipside.request.CampaignRequest;
import io.flipside.request.ManifestIntake;
import io.flipside.store.StoreRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Asks the desk for the campaign that an object says; the same object is the same campaign. */
final class CampaignDoor {
    private static final String ASKED_OTHERWISE =
            " What an AuditCampaign asks never changes: delete it and create it anew with what is right.";

    private final AuditDesk desk;
    private final HeldFiles files;
    private final long mostRows;
    private final int window;

    /**
     * @param mostRows of a campaign
     * @param window rows at work at once where a spec says nothing else
     */
    CampaignDoor(AuditDesk desk, HeldFiles files, long mostRows, int window) {
        this.desk = desk;
        this.files = files;
        this.mostRows = mostRows;
        this.window = window;
    }

    /** The campaign, which is started if there is none. */
    CampaignView started(AuditCampaign campaign) {
        return find(campaign).orElseGet(() -> desk.campaigns().show(submit(campaign)));
    }

    /** The campaign, if there is one. */
    Optional<CampaignView> find(AuditCampaign campaign) {
        try {
            return Optional.of(desk.campaigns().show(desk.campaigns().id(key(campaign))));
        } catch (NoSuchCampaign e) {
            return Optional.empty();
        }
    }

    /** Of an object; one that is made anew under an old name is another. */
    private static String key(AuditCampaign campaign) {
        return "cluster/" + campaign.getMetadata().getNamespace() + "/"
                + campaign.getMetadata().getName() + "/"
                + campaign.getMetadata().getUid();
    }

    private String submit(AuditCampaign campaign) {
        ObjectNode spec = campaign.getSpec().deepCopy();
        spec.remove(AuditFields.PAUSED);
        try {
            files.complete(spec, "manifest", campaign.getMetadata().getNamespace());
            CampaignRequest request = CampaignRequest.read(spec.toString().getBytes(StandardCharsets.UTF_8), window);
            List<AskedRow> rows = new ManifestIntake(desk, mostRows).rows(request);
            return campaigns(campaign).submit(request.window(), rows, key(campaign));
        } catch (InvalidRequest e) {
            throw Refused.forGood("InvalidField", "spec: " + e.getMessage() + ASKED_OTHERWISE);
        } catch (StoreRefused e) {
            throw e; // a setting of ours
        } catch (UserError e) {
            throw Refused.forGood("Refused", e.getMessage() + ASKED_OTHERWISE);
        }
    }

    private Campaigns campaigns(AuditCampaign campaign) {
        return desk.by(ClusterCaller.of(campaign.getMetadata())).campaigns();
    }

    /** Holds a campaign or lets it go on, as its spec says. */
    CampaignView steered(AuditCampaign campaign, CampaignView view) {
        if (!campaign.getSpec().hasNonNull(AuditFields.PAUSED)) {
            return view;
        }
        boolean pause = campaign.getSpec().get(AuditFields.PAUSED).asBoolean();
        try {
            if (pause && view.status().equals("running")) {
                return campaigns(campaign).pause(view.campaignId());
            }
            return !pause && view.status().equals("paused")
                    ? campaigns(campaign).resume(view.campaignId())
                    : view;
        } catch (NotNow e) {
            return view; // it has ended meanwhile: the next look shows it
        }
    }

    /** Begins no row any more and ends those at work. */
    void cancel(AuditCampaign campaign, CampaignView view) {
        try {
            campaigns(campaign)
                    .cancel(
                            view.campaignId(),
                            new Cancellation(
                                    "AuditCampaign '" + campaign.getMetadata().getNamespace() + "/"
                                            + campaign.getMetadata().getName() + "' was deleted from the cluster",
                                    true));
        } catch (NotNow e) {
            // it is over
        }
    }
}
