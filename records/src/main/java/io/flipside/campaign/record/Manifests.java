package io.flipside.campaign.record;

import io.flipside.campaign.ManifestPart;
import io.flipside.record.AuditJson;
import io.flipside.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Manifests in the store, in pieces of a fixed number of rows: whoever needs a few reads a few. Rows are counted from 1
 * through all parts.
 */
public final class Manifests {
    /** Rows of a piece, but for the last of a part. */
    static final int CHUNK = 25;

    private static final long MOST_BYTES = 16 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public Manifests(ObjectStore store) {
        this.store = store;
    }

    /** Keeps rows; the same under the same key may be kept again. */
    public ManifestPart keep(String campaign, String key, List<ManifestRow> rows) {
        for (int from = 0; from < rows.size(); from += CHUNK) {
            List<ManifestRow> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
            store.putIfAbsent(CampaignKeys.chunk(campaign, key, from / CHUNK), AuditJson.bytes(chunk), JSON);
        }
        return new ManifestPart(key, rows.size());
    }

    /** One row. */
    public ManifestRow row(String campaign, List<ManifestPart> parts, int number) {
        return piece(campaign, parts, number).get(0);
    }

    /**
     * A row and those behind it in the same piece.
     *
     * @param number of the first, from 1
     * @throws IllegalArgumentException if there is no such row
     */
    public List<ManifestRow> piece(String campaign, List<ManifestPart> parts, int number) {
        int before = 0;
        for (ManifestPart part : parts) {
            if (number <= before + part.rows()) {
                int index = number - 1 - before;
                List<ManifestRow> chunk = chunk(CampaignKeys.chunk(campaign, part.key(), index / CHUNK));
                return chunk.subList(index % CHUNK, chunk.size());
            }
            before += part.rows();
        }
        throw new IllegalArgumentException("campaign " + campaign + " has " + before + " rows and no row " + number);
    }

    /** All rows of all parts, in order. */
    public List<ManifestRow> all(String campaign, List<ManifestPart> parts) {
        List<ManifestRow> rows = new ArrayList<>();
        int most = parts.stream().mapToInt(ManifestPart::rows).sum();
        while (rows.size() < most) {
            rows.addAll(piece(campaign, parts, rows.size() + 1));
        }
        return rows;
    }

    private List<ManifestRow> chunk(String key) {
        return store.find(key, MOST_BYTES)
                .map(json -> List.of(AuditJson.read(json, ManifestRow[].class)))
                .orElseThrow(() -> new IllegalStateException("the store has lost " + key));
    }
}
