package io.flipside.desk;

import io.flipside.record.AuditIndex;
import java.util.List;
import java.util.Optional;

/** The list as the index has it. */
final class IndexListing implements AuditListing {
    private final AuditIndex index;

    IndexListing(AuditIndex index) {
        this.index = index;
    }

    @Override
    public AuditPage page(PageToken from, int limit) {
        List<AuditLine> lines = index.page(from.after(), limit).stream()
                .map(entry -> new AuditLine(entry.auditId(), entry.status()))
                .toList();
        return new AuditPage(
                lines,
                lines.size() < limit
                        ? Optional.empty()
                        : Optional.of(new PageToken(lines.get(limit - 1).auditId())));
    }
}
