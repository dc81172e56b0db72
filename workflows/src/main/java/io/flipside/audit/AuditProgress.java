package io.flipside.audit;

import io.flipside.audit.step.StageReport;
import java.util.List;
import java.util.Optional;

/**
 * Where an audit stands.
 *
 * @param step the step at work: prepare, admit, condition, invert, search, render, evaluate, seal, done
 * @param stage number of denoising steps of the search; 0 before it
 * @param lastStage N
 * @param paused whether it waits for somebody to resume it
 * @param stages the finished stages: the loss curve at their ends
 * @param trouble why the step at work is tried again; its attempts are counted at 1, 2, 4, 8 and so on
 */
public record AuditProgress(
        String step,
        int stage,
        int lastStage,
        boolean paused,
        List<StageReport> stages,
        Optional<StepTrouble> trouble) {
    public AuditProgress {
        stages = List.copyOf(stages);
    }
}
