package io.flipside.campaign;

import java.util.List;

/**
 * The next rows of a manifest.
 *
 * @param rows in order, at least one
 */
public record CampaignRows(List<CampaignRow> rows) {
    public CampaignRows {
        rows = List.copyOf(rows);
    }
}
