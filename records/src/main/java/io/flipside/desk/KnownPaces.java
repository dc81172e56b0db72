package io.flipside.desk;

import io.flipside.campaign.ManifestPart;
import io.flipside.campaign.record.KeptCampaign;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.campaign.record.ManifestRow;
import io.flipside.campaign.record.Manifests;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.Unreadable;
import io.flipside.store.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** How fast campaigns went that are in the store, over or not: read from the records of their audits. */
final class KnownPaces {
    /** Campaigns that are looked at; they have no order in time. */
    private static final int MOST_CAMPAIGNS = 200;

    /** Rows of a campaign that are looked at, from the first. */
    private static final int MOST_ROWS = 200;

    private static final long MOST_BYTES = 4 << 20;

    private final ObjectStore store;
    private final KeptCampaigns kept;
    private final Manifests manifests;

    KnownPaces(ObjectStore store) {
        this.store = store;
        this.kept = new KeptCampaigns(store);
        this.manifests = new Manifests(store);
    }

    /** For each of these kinds the pace of the campaign that went last; none for those of which there was no campaign. */
    Map<AuditKind, Pace> of(Set<AuditKind> kinds) {
        Map<AuditKind, Pace> paces = new HashMap<>();
        kept.ids().stream().limit(MOST_CAMPAIGNS).forEach(id -> kept.campaign(id)
                .ifPresent(campaign -> add(id, campaign, kinds, paces)));
        return paces;
    }

    /** Adds a campaign if its rows are of one kind: of others nobody can say which of them took the time. */
    private void add(String id, KeptCampaign campaign, Set<AuditKind> kinds, Map<AuditKind, Pace> paces) {
        List<ManifestRow> rows = first(id, campaign.manifest());
        Optional<AuditKind> kind = rows.stream().findFirst().map(row -> AuditKind.of(row.request()));
        kind.filter(kinds::contains)
                .filter(only -> rows.stream()
                        .allMatch(row -> AuditKind.of(row.request()).equals(only)))
                .ifPresent(only -> Pace.of(ends(rows)).ifPresent(pace -> paces.merge(only, pace, later())));
    }

    private static BinaryOperator<Pace> later() {
        return (a, b) -> a.endedMillis() >= b.endedMillis() ? a : b;
    }

    private List<ManifestRow> first(String id, ManifestPart manifest) {
        List<ManifestRow> rows = new ArrayList<>();
        int most = Math.min(MOST_ROWS, manifest.rows());
        while (rows.size() < most) {
            rows.addAll(manifests.piece(id, List.of(manifest), rows.size() + 1));
        }
        return rows;
    }

    private long[] ends(List<ManifestRow> rows) {
        return rows.stream()
                .flatMap(row -> record(row.auditId()).stream())
                .mapToLong(AuditRecord::endedMillis)
                .toArray();
    }

    private Optional<AuditRecord> record(String audit) {
        return Unreadable.orEmpty(
                () -> store.find(AuditKeys.record(audit), MOST_BYTES).map(AuditRecords::read));
    }
}
