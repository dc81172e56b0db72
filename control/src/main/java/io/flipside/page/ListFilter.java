package io.flipside.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AuditQuery;
import io.flipside.record.AuditStatus;
import java.net.URLEncoder;
import java.util.Optional;

/**
 * How the list of audits is narrowed, as the address says it.
 *
 * @param status {@value #OPEN}, {@value #ENDED} or how they ended; empty for all
 * @param target class; empty for any
 * @param text in them; empty for any
 */
record ListFilter(String status, String target, String text) {
    static final String OPEN = "open";
    static final String ENDED = "ended";

    /** @throws InvalidRequest if the status is none */
    AuditQuery query() {
        Optional<Boolean> open =
                status.equals(OPEN) || status.equals(ENDED) ? Optional.of(status.equals(OPEN)) : Optional.empty();
        Optional<AuditStatus> ended = open.isPresent() || status.isEmpty()
                ? Optional.empty()
                : Optional.of(AuditStatus.of(status)
                        .orElseThrow(() -> new InvalidRequest("status", "is '" + status + "', which no audit has.")));
        return new AuditQuery(open, ended, target.strip(), text.strip());
    }

    /** Whether it leaves any out. */
    public boolean narrows() {
        return !query().equals(AuditQuery.ALL);
    }

    /** The address of a page of the list. */
    String address(String page) {
        return "/?status=" + encoded(status) + "&target=" + encoded(target) + "&text=" + encoded(text) + "&page="
                + encoded(page);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
