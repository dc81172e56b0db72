package io.flipside.audit;

import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageReport;
import java.util.List;
import java.util.Optional;

/**
 * Where an audit stands.
 *
 * @param step the step at work: prepare, admit, condition, search, render, evaluate, seal, done
 * @param stage id of the stage at work; 0 before the search
 * @param lastStage id of the last stage; 0 before the search
 * @param paused whether it waits for somebody to resume it
 * @param stages the finished stages: the loss curve at their ends
 * @param planned every stage of the search, in order; empty before it, and from former builds
 * @param trouble why the step at work is tried again; its attempts are counted at 1, 2, 4, 8 and so on
 */
public record AuditProgress(
        String step,
        int stage,
        int lastStage,
        boolean paused,
        List<StageReport> stages,
        Optional<List<StageFacts>> planned,
        Optional<StepTrouble> trouble) {
    public AuditProgress {
        stages = List.copyOf(stages);
    }
}
