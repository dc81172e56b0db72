package io.flipside.cluster;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.Reason;
import io.flipside.audit.step.Evaluation;
import io.flipside.cluster.resource.AuditState;
import io.flipside.cluster.resource.AuditState.Progress;
import io.flipside.cluster.resource.AuditState.Result;
import io.flipside.cluster.resource.AuditState.Why;
import io.flipside.cluster.resource.Condition.Status;
import io.flipside.cluster.resource.Conditions;
import io.flipside.desk.AuditView;
import io.flipside.desk.WaitingStep;
import io.flipside.record.AuditStatus;
import io.flipside.record.SearchProgress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an audit's object says of it. */
final class AuditMirror {
    private AuditMirror() {}

    /**
     * Of an audit that there is.
     *
     * @param waiting the step that no worker takes, if one waits for long
     * @param remark what could not be done of what the spec asks, if something
     * @param record address of the sealed record, if there is one: the outcome in it cannot name it
     */
    static AuditState of(
            AuditView view,
            Optional<WaitingStep> waiting,
            Optional<String> remark,
            Optional<String> record,
            Conditions conditions) {
        conditions.say(Conditions.ACCEPTED, Status.True, "Submitted", "It is audit '" + view.auditId() + "'.");
        boolean over = !view.status().isOpen();
        if (over) {
            conditions.say(Conditions.RUNNING, Status.False, "Ended", "It is over.");
            conditions.say(
                    Conditions.COMPLETE,
                    Status.True,
                    Words.camel(view.status().word()),
                    view.outcome().map(AuditMirror::sentence).orElse("Its record says more."));
        } else {
            running(view, waiting, remark, conditions);
            conditions.say(Conditions.COMPLETE, Status.False, "AtWork", "It is not over.");
        }
        return new AuditState(
                0,
                Optional.of(view.auditId()),
                over ? Optional.empty() : view.progress().map(progress -> progress(progress, view)),
                over ? Optional.of(result(view, record)) : Optional.empty(),
                conditions.all());
    }

    private static void running(
            AuditView view, Optional<WaitingStep> waiting, Optional<String> remark, Conditions conditions) {
        if (view.status() == AuditStatus.PAUSED) {
            conditions.say(
                    Conditions.RUNNING,
                    Status.False,
                    "Paused",
                    remark.orElse("It is held. It goes on when spec.paused is false, or with 'flipside resume'."));
        } else if (view.status() == AuditStatus.WAITING) {
            conditions.say(
                    Conditions.RUNNING,
                    Status.False,
                    "NoWorkflowWorker",
                    "No process with the role 'workflow' answers. Start one; the audit goes on by itself.");
        } else if (waiting.isPresent()) {
            WaitingStep step = waiting.get();
            conditions.say(
                    Conditions.RUNNING,
                    Status.False,
                    "NoWorker",
                    "Step '" + step.step() + "' waits on queue '" + step.queue() + "' since " + step.since()
                            + (step.unserved()
                                    ? ", which no worker serves. Start one whose FLIPSIDE_GENERATORS names the"
                                            + " generator, or delete this audit and ask for another generator."
                                    : ". Its workers are busy or there is none: start more, or wait."));
        } else if (view.trouble().isPresent()) {
            conditions.say(
                    Conditions.RUNNING,
                    Status.True,
                    "Retrying",
                    "Step '" + view.trouble().get().step() + "' is tried again: "
                            + view.trouble().get().message());
        } else {
            conditions.say(
                    Conditions.RUNNING,
                    Status.True,
                    "AtWork",
                    remark.orElseGet(() ->
                            "Step '" + view.progress().map(AuditProgress::step).orElse("accept") + "'."));
        }
    }

    private static Progress progress(AuditProgress at, AuditView view) {
        return new Progress(
                at.step(),
                at.stage() == 0 ? Optional.empty() : Optional.of(at.stage() + "/" + at.lastStage()),
                view.update().map(update -> update.iteration() + "/" + update.most()),
                view.update().map(SearchProgress::loss),
                view.update().map(SearchProgress::targetProbability),
                view.secondsLeft());
    }

    private static Result result(AuditView view, Optional<String> record) {
        Optional<Evaluation> judged = view.outcome().flatMap(AuditOutcome::judged);
        return new Result(
                Words.camel(view.status().word()),
                view.outcome().flatMap(AuditMirror::why).map(reason -> new Why(reason.code(), reason.sentence())),
                judged.map(Evaluation::prediction),
                judged.map(Evaluation::confidence),
                judged.map(Evaluation::targetProbability),
                record,
                judged.map(Evaluation::files).map(AuditMirror::addresses));
    }

    private static Map<String, String> addresses(Map<String, ArtifactRef> files) {
        Map<String, String> addresses = new TreeMap<>();
        files.forEach((name, file) -> addresses.put(name, file.uri()));
        return addresses;
    }

    private static Optional<Reason> why(AuditOutcome outcome) {
        if (outcome instanceof AuditOutcome.Refused refused) {
            return Optional.of(refused.reason());
        } else if (outcome instanceof AuditOutcome.SetAside aside) {
            return Optional.of(aside.reason());
        } else if (outcome instanceof AuditOutcome.Failed failed) {
            return Optional.of(failed.reason());
        } else if (outcome instanceof AuditOutcome.Cancelled cancelled) {
            return Optional.of(new Reason("cancelled", cancelled.reason()));
        }
        return outcome.judged().flatMap(Evaluation::shortcoming);
    }

    private static String sentence(AuditOutcome outcome) {
        return why(outcome).map(Reason::sentence).orElseGet(() -> outcome.judged()
                .map(judged -> "The written counterfactual is called '" + judged.prediction() + "' ("
                        + Words.probability(judged.confidence()) + ").")
                .orElse("Its record says more."));
    }
}
