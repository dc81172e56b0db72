package io.flipside.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which audits there are. */
public interface AuditListing {
    /** Lines of a page at most. */
    int MOST = 1000;

    /**
     * The next audits by id.
     *
     * @param limit lines of the page, 1 to {@link #MOST}
     */
    AuditPage page(PageToken from, int limit);

    /** All audits, by id. */
    default List<AuditLine> all() {
        List<AuditLine> all = new ArrayList<>();
        Optional<PageToken> next = Optional.of(PageToken.FIRST);
        while (next.isPresent()) {
            AuditPage page = page(next.get(), MOST);
            all.addAll(page.lines());
            next = page.next();
        }
        return all;
    }
}
