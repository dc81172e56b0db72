package io.flipside.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The updates of a stage.
 *
 * @param label of the stage, for people; logs of versions that did not write it down have none
 * @param updates first to last
 * @param seconds of the attempt that finished the stage, from taking it over to its end
 * @param updating those of them that went into updates
 * @param keeping those of them that went into checkpoints and heartbeats
 */
public record StageLog(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> label,
        List<UpdateLine> updates,
        double seconds,
        double updating,
        double keeping) {
    public StageLog {
        updates = List.copyOf(updates);
    }

    /** Id of the stage; 0 for one that ended before its first update. */
    public int stage() {
        return updates.isEmpty() ? 0 : updates.get(0).stage();
    }
}
