package io.flipside.campaign;

import io.flipside.audit.Check;
import io.flipside.audit.Range;
import io.flipside.audit.Text;

/**
 * Rows of a campaign's manifest, in the object store: a claim check.
 *
 * @param key under which the campaign keeps them
 * @param rows how many there are
 */
public record ManifestPart(
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String key, @Range(min = 1, max = 1_000_000) int rows) {
    public ManifestPart {
        Check.components(ManifestPart.class, "part", key, rows);
    }
}
