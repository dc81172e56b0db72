package io.flipside.campaign;

import java.util.List;
import java.util.Optional;

/**
 * A row whose audit has ended, or may have.
 *
 * @param campaignId the campaign
 * @param parts of its manifest
 * @param row its number, from 1
 * @param lost what Temporal says of an audit that ended without telling how; such a row has failed
 */
public record SettleInput(String campaignId, List<ManifestPart> parts, int row, Optional<String> lost) {
    public SettleInput {
        parts = List.copyOf(parts);
    }
}
