package io.flipside.request;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AskedRow;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.Campaigns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes manifests that were uploaded before.
 *
 * @param desk where they lie
 * @param mostRows that the operator takes
 */
public record ManifestIntake(AuditDesk desk, long mostRows) {
    /**
     * The rows of a manifest, each as it would be taken at the door of audits.
     *
     * @throws InvalidRequest if it cannot be read or has too many rows
     * @throws BadManifest naming its bad rows
     */
    public List<AskedRow> rows(CampaignRequest request) {
        Campaigns campaigns = desk.campaigns();
        byte[] bytes = campaigns.manifest(request.manifest(), Manifest.MOST_BYTES);
        Manifest manifest = Manifest.read(bytes, request.format());
        atMost(manifest.size());
        Map<String, ArtifactRef> clips = new HashMap<>();
        List<AskedRow> rows = manifest.requests(
                uri -> clips.computeIfAbsent(uri, address -> clip(campaigns, address)), desk.control()::check);
        atMost(rows.size()); // several answers are a row each
        return rows;
    }

    private void atMost(int rows) {
        if (rows > mostRows) {
            throw new InvalidRequest(
                    "manifest",
                    "has " + rows + " rows; this service takes at most " + mostRows
                            + " a campaign (flipside.campaign.rows). Split it, or ask its operator.");
        }
    }

    private static ArtifactRef clip(Campaigns campaigns, String uri) {
        return campaigns
                .input(uri)
                .orElseThrow(
                        () -> new InvalidRequest("clip", "is '" + uri + "', which is not there. Upload it first."));
    }
}
