package io.flipside.record;

import io.flipside.store.ObjectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The logs of an audit's stages. */
public final class StageLogs {
    private static final long MOST_BYTES = 1 << 24;

    private StageLogs() {}

    /** Of the stages that ended, whole or early, first to last. */
    public static List<StageLog> of(ObjectStore store, String audit) {
        List<StageLog> logs = new ArrayList<>();
        for (String key : store.list(AuditKeys.stages(audit))) {
            if (key.endsWith(".json")) {
                store.find(key, MOST_BYTES).ifPresent(json -> logs.add(AuditJson.read(json, StageLog.class)));
            }
        }
        logs.sort(Comparator.comparingInt(StageLog::stage));
        return logs;
    }
}
