package io.flipside.checkpoint;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.flipside.artifact.ArtifactRef;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param counters of the state, each a field of its name
 * @param sha256 of the data
 * @param bytes of the data
 * @param logs names of the pieces of {@link ReportLog} with the reports of the first updates
 * @param reports of the updates after those; the last one is always among them
 */
record Manifest(
        int version,
        String audit,
        long attempt,
        String settingsFingerprint,
        int stage,
        int iteration,
        @JsonAnyGetter @JsonAnySetter Map<String, Long> counters,
        String sha256,
        long bytes,
        List<String> logs,
        List<UpdateReport> reports) {
    private static final int VERSION = 2;
    private static final List<String> FIELDS = Arrays.stream(Manifest.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    Manifest {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        logs = List.copyOf(logs);
        reports = List.copyOf(reports);
    }

    static Manifest of(Checkpoint checkpoint, ArtifactRef data, List<String> logs) {
        SearchState state = checkpoint.state();
        return new Manifest(
                VERSION,
                checkpoint.audit(),
                checkpoint.attempt(),
                checkpoint.settingsFingerprint(),
                state.stage(),
                state.iteration(),
                state.counters(),
                data.sha256(),
                data.bytes(),
                logs,
                ReportLog.tail(checkpoint.reports()));
    }

    /** @throws IllegalArgumentException if a counter of a state would hide a field of its manifest */
    static void check(Map<String, Long> counters) {
        if (FIELDS.stream().anyMatch(counters::containsKey)) {
            throw new IllegalArgumentException("a method's counters " + counters.keySet()
                    + " must not be called as a manifest's fields are: " + FIELDS);
        }
    }

    /** Whether it is of this layout and says of itself what its key says. */
    boolean isSound(CheckpointKey key) {
        return (version == VERSION || version == FirstManifest.VERSION)
                && HASH.matcher(sha256).matches()
                && bytes >= 0
                && logs.stream().allMatch(log -> HASH.matcher(log).matches())
                && new CheckpointKey(audit, stage, iteration, attempt).equals(key);
    }

    boolean describes(SearchState state) {
        return state.stage() == stage
                && state.iteration() == iteration
                && state.counters().equals(counters);
    }
}
