package io.flipside.desk;

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
}
