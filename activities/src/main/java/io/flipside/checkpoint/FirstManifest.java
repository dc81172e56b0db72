package io.flipside.checkpoint;

import io.flipside.method.UpdateReport;
import java.util.List;
import java.util.Map;

/** The first layout of a {@link Manifest}, which held every report itself. Its fields are those of the same names. */
record FirstManifest(
        int version,
        String audit,
        long attempt,
        String settingsFingerprint,
        int stage,
        int iteration,
        int confident,
        long step,
        String sha256,
        long bytes,
        List<UpdateReport> reports) {
    static final int VERSION = 1;

    FirstManifest {
        reports = List.copyOf(reports);
    }

    Manifest asNow() {
        return new Manifest(
                version,
                audit,
                attempt,
                settingsFingerprint,
                stage,
                iteration,
                Map.of("confident", (long) confident, "step", step),
                sha256,
                bytes,
                List.of(),
                reports);
    }
}
