package io.flipside.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Check;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.Range;

/**
 * What starts a campaign, or adds rows to one.
 *
 * @param manifest its rows, as the upload answered: CSV or JSON lines, by the end of the address
 * @param window rows at work at most; of rows that are added it says nothing
 */
public record CampaignRequest(ArtifactRef manifest, @Range(min = 1, max = 100) int window) {
    private static final String WINDOW = "window";

    public CampaignRequest {
        Check.components(CampaignRequest.class, "", manifest, window);
    }

    /**
     * Reads a request.
     *
     * @param window that holds if it names none
     * @throws InvalidRequest naming the field and what would be right
     */
    public static CampaignRequest read(byte[] json, int window) {
        ObjectNode request = StrictJson.object("request", json);
        if (!request.hasNonNull(WINDOW)) {
            request.put(WINDOW, window);
        }
        RequestReader.reference("manifest", request.path("manifest"));
        return StrictJson.read("", request, CampaignRequest.class);
    }

    /** How its manifest is written. */
    public ManifestFormat format() {
        return ManifestFormat.of("manifest.uri", manifest.uri());
    }
}
