package io.flipside.steps;

import io.flipside.audit.InvalidRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageReport;
import io.flipside.method.SearchState;
import io.flipside.record.AuditKeys;
import io.flipside.record.Memo;
import io.flipside.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/** What a re-run takes over from the audit it re-runs. */
final class RerunStages {
    private final ObjectStore store;
    private final Memo memo;
    private final States states;

    RerunStages(ObjectStore store, Memo memo, States states) {
        this.store = store;
        this.memo = memo;
        this.states = states;
    }

    /**
     * Empty if the parent never came so far as to have a state, and everything is to be run again.
     *
     * @param stages of the new search
     */
    Optional<Condition> condition(ParentAudit parent, String auditId, String fingerprint, List<StageFacts> stages) {
        String id = parent.auditId();
        requireStage(parent, stages);
        Optional<Condition> begun = memo.find(id, MakeCondition.NAME, Condition.class);
        if (begun.isEmpty()
                && parent.takesNothingOver()
                && store.stat(AuditKeys.request(id)).isPresent()) {
            return Optional.empty();
        }
        Condition theirs = begun.orElseThrow(
                () -> new Refusal("parent-missing", "There is no audit '" + id + "' with a stage to re-run."));
        if (!theirs.fingerprint().equals(fingerprint)) {
            if (parent.takesNothingOver()) {
                return Optional.empty(); // nothing is taken over, so nothing must be equal: a newer build may run it
            }
            throw new Refusal(
                    "parent-differs",
                    "Audit '" + id + "' had another clip, model, target, seed or search, or ran on another kind of"
                            + " engine, device or code. A re-run from a stage keeps all of them; start a new audit"
                            + " instead.");
        }
        if (parent.takesNothingOver() || parent.fromStage() <= theirs.firstStage()) {
            return Optional.of(new Condition(theirs.state(), theirs.firstStage(), fingerprint, Optional.of(stages)));
        }
        List<Integer> done = stages.stream()
                .map(StageFacts::id)
                .filter(stage -> stage >= theirs.firstStage() && stage < parent.fromStage())
                .toList();
        int before = done.get(done.size() - 1);
        StageReport report = memo.find(id, SearchStage.name(before), StageReport.class)
                .orElseThrow(() -> new Refusal(
                        "parent-stage",
                        "Audit '" + id + "' has not finished stage " + before + ". Re-run an earlier one."));
        SearchState state = states.load(report.state());
        for (int stage : done) {
            String target = AuditKeys.updates(auditId, stage);
            store.find(AuditKeys.updates(id, stage), 1 << 24)
                    .ifPresent(updates -> store.put(target, updates, "application/json"));
        }
        return Optional.of(new Condition(
                states.keep(AuditKeys.state(auditId, "start"), state),
                parent.fromStage(),
                fingerprint,
                Optional.of(stages)));
    }

    private static void requireStage(ParentAudit parent, List<StageFacts> stages) {
        try {
            parent.requireAmong(stages);
        } catch (InvalidRequest e) {
            throw new Refusal("parent-stage", String.valueOf(e.getMessage()));
        }
    }
}
