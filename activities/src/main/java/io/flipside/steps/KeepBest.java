package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.Checkpoint;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.method.SearchMethods;
import io.flipside.method.UpdateReport;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.StageLog;
import io.flipside.store.ObjectStore;
import io.flipside.tensor.TorchDevice;
import java.util.Optional;

/** Finds the best state that any checkpoint of a search holds: highest target probability, then lowest loss. */
final class KeepBest extends Step<StageInput, StageReport> implements AutoCloseable {
    private final ObjectStore store;
    private final NDManager manager = TorchDevice.CPU.manager();
    private final CheckpointStore checkpoints;

    KeepBest(WorkerParts parts) {
        super("best", StageReport.class);
        this.store = parts.store();
        this.checkpoints = new CheckpointStore(store, manager, parts.cache().resolve("checkpoints"));
    }

    @Override
    StageReport run(StageInput input, StepContext context) {
        keepPartialLog(input);
        return checkpoints
                .best(input.auditId(), input.fingerprint())
                .checkpoint()
                .map(this::best)
                .orElseGet(() -> new StageReport(input.stage(), 0, 0, 0, input.start(), Optional.empty()));
    }

    /** What the stage at work had done until it was stopped; logs of finished stages stay as they are. */
    private void keepPartialLog(StageInput input) {
        String key = AuditKeys.updates(input.auditId(), input.stage());
        checkpoints
                .newest(input.auditId(), input.fingerprint())
                .checkpoint()
                .map(Checkpoint::reports)
                .filter(reports -> reports.get(reports.size() - 1).stage() == input.stage())
                .filter(reports -> store.stat(key).isEmpty())
                .ifPresent(reports -> store.put(
                        key,
                        AuditJson.bytes(new StageLog(Optional.of(label(input)), Updates.lines(reports), 0, 0, 0)),
                        "application/json"));
    }

    private static String label(StageInput input) {
        return StageLabels.of(SearchMethods.stages(Plans.settings(input.request())), input.stage());
    }

    private StageReport best(Checkpoint checkpoint) {
        UpdateReport last = checkpoint.state().last().orElseThrow();
        return new StageReport(
                last.stage(),
                checkpoint.reports().size(),
                last.loss(),
                last.targetProbability(),
                checkpoints.stateOf(checkpoint),
                Optional.empty());
    }

    @Override
    public void close() {
        manager.close();
    }
}
