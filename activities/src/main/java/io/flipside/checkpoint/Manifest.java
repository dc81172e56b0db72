package io.flipside.checkpoint;

import io.flipside.artifact.ArtifactRef;
import io.flipside.search.SearchState;
import io.flipside.search.UpdateReport;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a checkpoint is, written after its data.
 *
 * @param version of this layout
 * @param audit it belongs to
 * @param attempt that wrote it
 * @param settingsFingerprint of the search
 * @param stage of the state
 * @param iteration of the state
 * @param confident of the state
 * @param step updates of the optimiser
 * @param sha256 of the data
 * @param bytes of the data
 * @param reports of all updates so far
 */
record Manifest(
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
    private static final int VERSION = 1;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    Manifest {
        reports = List.copyOf(reports);
    }

    static Manifest of(Checkpoint checkpoint, ArtifactRef data) {
        SearchState state = checkpoint.state();
        return new Manifest(
                VERSION,
                checkpoint.audit(),
                checkpoint.attempt(),
                checkpoint.settingsFingerprint(),
                state.stage(),
                state.iteration(),
                state.confident(),
                state.optimiser().step(),
                data.sha256(),
                data.bytes(),
                checkpoint.reports());
    }

    /** Whether it is of this layout and says of itself what its key says. */
    boolean isSound(CheckpointKey key) {
        return version == VERSION
                && HASH.matcher(sha256).matches()
                && bytes >= 0
                && new CheckpointKey(audit, stage, iteration, attempt).equals(key);
    }

    boolean describes(SearchState state) {
        return state.stage() == stage
                && state.iteration() == iteration
                && state.confident() == confident
                && state.optimiser().step() == step;
    }
}
