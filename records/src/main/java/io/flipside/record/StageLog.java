package io.flipside.record;

import java.util.List;

/**
 * The updates of a stage.
 *
 * @param updates first to last
 * @param seconds of the attempt that finished the stage, from taking it over to its end
 * @param updating those of them that went into updates
 * @param keeping those of them that went into checkpoints and heartbeats
 */
public record StageLog(List<UpdateLine> updates, double seconds, double updating, double keeping) {
    public StageLog {
        updates = List.copyOf(updates);
    }

    /** The stage; 0 for inversion, and for a stage that ended before its first update. */
    int stage() {
        return updates.isEmpty() ? 0 : updates.get(0).stage();
    }
}
