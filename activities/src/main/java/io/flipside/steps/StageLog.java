package io.flipside.steps;

import io.flipside.search.UpdateReport;
import java.util.List;

/**
 * The updates of a stage.
 *
 * @param updates first to last
 * @param seconds of the attempt that finished the stage
 */
record StageLog(List<UpdateReport> updates, double seconds) {
    StageLog {
        updates = List.copyOf(updates);
    }
}
