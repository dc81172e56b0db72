package io.flipside.explain;

import io.flipside.method.UpdateReport;
import java.util.List;

/**
 * A stage of a search that was made.
 *
 * @param id by which the method and the updates name it
 * @param label for people, as the method gives it
 * @param updates first to last
 * @param seconds it took
 */
public record SearchedStage(int id, String label, List<UpdateReport> updates, double seconds) {
    public SearchedStage {
        updates = List.copyOf(updates);
    }
}
