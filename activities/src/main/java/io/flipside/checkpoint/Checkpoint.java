package io.flipside.checkpoint;

import io.flipside.UserError;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import java.util.List;
import java.util.Optional;

/**
 * A search, stopped between two updates.
 *
 * @param audit id of the audit: letters, digits, dots, hyphens and underscores, not starting with a dot
 * @param attempt fencing token of the worker that got here, at least 1; each new owner of the audit has a higher one
 * @param settingsFingerprint of everything that the next update depends on besides the state
 * @param state its last report is the last of {@code reports}
 * @param reports of all updates so far, first to last
 */
public record Checkpoint(
        String audit, long attempt, String settingsFingerprint, SearchState state, List<UpdateReport> reports) {

    /** @throws UserError if the id of the audit is not one */
    public Checkpoint {
        CheckpointKey.check(audit, attempt);
        Manifest.check(state.counters());
        reports = List.copyOf(reports);
        if (!state.last().equals(last(reports))) {
            throw new IllegalArgumentException("the state's last report must be the last of all reports");
        }
    }

    static Optional<UpdateReport> last(List<UpdateReport> reports) {
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
    }
}
