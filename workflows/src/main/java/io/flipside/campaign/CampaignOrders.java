package io.flipside.campaign;

import io.flipside.audit.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people have asked of a campaign. It is kept in the store as well, so that it outlives Temporal.
 *
 * @param parts of the manifest, in the order of their rows
 * @param dropped rows that are not to begin
 * @param paused whether no row is to begin for now
 * @param cancelled that no row is to begin any more
 */
public record CampaignOrders(
        List<ManifestPart> parts, List<RowRange> dropped, boolean paused, Optional<Cancellation> cancelled) {
    /** Parts of a manifest at most: all of them travel through Temporal. */
    public static final int MOST_PARTS = 100;

    /** Ranges of dropped rows at most, for the same reason. */
    public static final int MOST_RANGES = 500;

    public CampaignOrders {
        Check.holds(
                !parts.isEmpty() && parts.size() <= MOST_PARTS,
                "rows",
                "in " + parts.size() + " parts",
                "in 1 to " + MOST_PARTS + " parts. Start another campaign");
        Check.holds(
                dropped.size() <= MOST_RANGES,
                "rows",
                dropped.size() + " dropped ranges",
                "at most " + MOST_RANGES + " dropped ranges. Cancel the campaign and start another");
        parts = List.copyOf(parts);
        dropped = List.copyOf(dropped);
    }

    /** Those of a campaign that has just begun. */
    public static CampaignOrders of(ManifestPart manifest) {
        return new CampaignOrders(List.of(manifest), List.of(), false, Optional.empty());
    }

    /** Rows of all parts. */
    public int rows() {
        return parts.stream().mapToInt(ManifestPart::rows).sum();
    }

    /** Whether a row is not to begin. */
    public boolean isDropped(int row) {
        return dropped.stream().anyMatch(range -> range.has(row));
    }

    /** The same with more rows at the end; a part that is there already is the same part. */
    CampaignOrders with(ManifestPart part) {
        if (parts.contains(part)) {
            return this;
        }
        List<ManifestPart> more = new ArrayList<>(parts);
        more.add(part);
        return new CampaignOrders(more, dropped, paused, cancelled);
    }

    /** The same without these rows. */
    CampaignOrders without(List<RowRange> rows) {
        List<RowRange> more = new ArrayList<>(dropped);
        rows.stream().filter(range -> !more.contains(range)).forEach(more::add);
        return new CampaignOrders(parts, more, paused, cancelled);
    }

    /** The same, held or not. */
    CampaignOrders paused(boolean held) {
        return new CampaignOrders(parts, dropped, held, cancelled);
    }

    /** The same, to begin nothing more. */
    CampaignOrders cancelled(Cancellation cancellation) {
        return new CampaignOrders(parts, dropped, paused, Optional.of(cancellation));
    }
}
