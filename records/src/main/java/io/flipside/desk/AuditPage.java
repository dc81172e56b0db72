package io.flipside.desk;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of audits.
 *
 * @param lines by id
 * @param next where the following page begins; empty if there is none
 */
public record AuditPage(List<AuditLine> lines, Optional<PageToken> next) {
    public AuditPage {
        lines = List.copyOf(lines);
    }
}
