package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds audits by what the index and their requests say. Nothing else is indexed, so there is a bound on how many are read. */
public final class AuditSearch {
    private static final int INDEXED_AT_ONCE = 10_000;
    private static final int READ_AT_ONCE = 1_000;

    private final AuditListing listing;
    private final KeptAudits kept;

    AuditSearch(AuditListing listing, KeptAudits kept) {
        this.listing = listing;
        this.kept = kept;
    }

    /**
     * The next audits by id that are looked for; fewer than there are where many have to be looked at.
     *
     * @param limit of them, 1 to {@link AuditListing#MOST}
     */
    public FoundAudits find(AuditQuery query, PageToken from, int limit) {
        int most = query.readsRequests() ? READ_AT_ONCE : INDEXED_AT_ONCE;
        List<FoundAudits.Found> found = new ArrayList<>();
        Optional<PageToken> next = Optional.of(from);
        int looked = 0;
        while (next.isPresent() && found.size() < limit && looked < most) {
            AuditPage page = listing.page(next.get(), Math.min(AuditListing.MOST, most - looked));
            next = page.next();
            for (AuditLine line : page.lines()) {
                looked++;
                look(query, line).ifPresent(found::add);
                if (found.size() == limit) {
                    boolean last = line.equals(page.lines().get(page.lines().size() - 1));
                    next = last ? page.next() : Optional.of(new PageToken(line.auditId()));
                    break;
                }
            }
        }
        return new FoundAudits(found, next, looked);
    }

    private Optional<FoundAudits.Found> look(AuditQuery query, AuditLine line) {
        if (!query.takes(line)) {
            return Optional.empty();
        }
        Optional<AuditRequest> request = kept.asked(line.auditId());
        return query.readsRequests() && !query.takes(line.auditId(), request)
                ? Optional.empty()
                : Optional.of(new FoundAudits.Found(line.auditId(), line.status(), request));
    }
}
