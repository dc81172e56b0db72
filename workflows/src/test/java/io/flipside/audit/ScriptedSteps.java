package io.flipside.audit;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Steps that do what a test says, and write down what was asked of them. The real ones are tested with the activities. */
final class ScriptedSteps implements RecordSteps, ModelSteps {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    final List<SealInput> records = new CopyOnWriteArrayList<>();
    volatile Optional<Reason> refuseAt = Optional.empty();
    volatile int hangInStage = -1;
    volatile int stageFailures;
    volatile int failInStage = -1;
    volatile Optional<ApplicationFailure> failAtAdmit = Optional.empty();
    volatile int bytesOfStage;
    volatile boolean flips = true;
    volatile Optional<Reason> doubt = Optional.empty();

    static ArtifactRef ref(String key) {
        return new ArtifactRef("s3://flipside/" + key, "0".repeat(64), 1, "application/octet-stream");
    }

    @Override
    public void accept(String auditId, AuditRequest request) {
        asked.add("accept");
    }

    @Override
    public ClipFacts prepare(String auditId, AuditRequest request) {
        asked.add("prepare");
        return new ClipFacts(ref("clip"), 17, 64, 64, 8);
    }

    @Override
    public ModelFacts admit(String auditId, AuditRequest request, ClipFacts clip) {
        asked.add("admit");
        refuseAt.ifPresent(reason -> {
            throw AuditEnding.asFailure(new Refusal(reason.code(), reason.sentence()));
        });
        failAtAdmit.ifPresent(failure -> {
            throw failure;
        });
        return new ModelFacts(
                Map.of(), Map.of(), Optional.empty(), "left", 0.9, 0.1, Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public Condition condition(String auditId, AuditRequest request, ClipFacts clip, ModelFacts models) {
        asked.add("condition");
        int first = stagesOf(request).get(0).id();
        return new Condition(ref("start"), first, "fingerprint", Optional.of(stagesOf(request)));
    }

    @Override
    public List<StageFacts> stages(String auditId, AuditRequest request) {
        asked.add("stages");
        return stagesOf(request);
    }

    /** Of a plan without BTTF's sections those of a method that only the tests have. */
    private static List<StageFacts> stagesOf(AuditRequest request) {
        return request.plan().takesBudget()
                ? FormerStages.of(request.plan())
                : List.of(new StageFacts(3, "far", 2), new StageFacts(7, "near", 2));
    }

    private static String budget(AuditPlan plan) {
        return plan.takesBudget()
                ? " of " + plan.schedule().orElseThrow().denoisingSteps() + " x "
                        + plan.budget().orElseThrow().iterations()
                : "";
    }

    @Override
    public StageReport invert(StageInput input) {
        return stage(input);
    }

    @Override
    public StageReport search(StageInput input) {
        return stage(input);
    }

    private StageReport stage(StageInput input) {
        asked.add("stage " + input.stage() + budget(input.request().plan()) + " from "
                + input.start().key());
        if (stageFailures > 0) {
            stageFailures--;
            throw new IllegalStateException("the machine is gone");
        }
        while (hangInStage == input.stage()) {
            try {
                Activity.getExecutionContext().heartbeat("update");
                Thread.sleep(20);
            } catch (ActivityCompletionException e) {
                hangInStage = -1;
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        Optional<Reason> failure = failInStage == input.stage()
                ? Optional.of(new Reason("non-finite", "The search became non-finite."))
                : Optional.empty();
        return new StageReport(
                input.stage(), 3, 0.5, 0.6, ref("stage-" + input.stage() + "x".repeat(bytesOfStage)), failure);
    }

    @Override
    public StageReport keepBest(StageInput input) {
        asked.add("keepBest in " + input.stage());
        return new StageReport(input.stage(), 2, 0.4, 0.7, ref("best"), Optional.empty());
    }

    @Override
    public Rendering render(RenderInput input) {
        asked.add("render " + input.state().key() + " with " + input.lastStage().orElseThrow());
        return new Rendering(ref("evidence"), ref("shareable"), 0.9);
    }

    @Override
    public Evaluation evaluate(EvaluateInput input) {
        asked.add("evaluate");
        Optional<Reason> notFlipped = flips
                ? Optional.empty()
                : input.failure().or(() -> Optional.of(new Reason("target-not-reached", "Try more.")));
        return new Evaluation(
                "right", 0.9, 0.9, "right", Map.of(), "0".repeat(64), notFlipped, doubt, Optional.empty(), Map.of());
    }

    @Override
    public ArtifactRef seal(SealInput input) {
        asked.add("seal");
        records.add(input);
        return ref("record");
    }

    @Override
    public void announce(AuditEvent event) {
        events.add(event);
    }
}
