package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Steps that need the models in memory: a graphics processor, for models of real size. */
@ActivityInterface
public interface ModelSteps {
    /** Loads and checks the models and the adapter, and classifies the original. */
    @ActivityMethod(name = "admit")
    ModelFacts admit(String auditId, AuditRequest request, ClipFacts clip);

    /** Makes the state before the first update: fresh noise, or what the parent's stages left. */
    @ActivityMethod(name = "condition")
    Condition condition(String auditId, AuditRequest request, ClipFacts clip, ModelFacts models);

    /** A stage by the name that the first one had in former builds, whose audits may still ask for it. */
    @ActivityMethod(name = "invert")
    StageReport invert(StageInput input);

    /** Runs a stage of the search. Goes on from the newest checkpoint. */
    @ActivityMethod(name = "search")
    StageReport search(StageInput input);

    /** Decodes the counterfactual of a state and writes the clip. */
    @ActivityMethod(name = "render")
    Rendering render(RenderInput input);

    /** Reads the written file again, classifies it and draws the report. */
    @ActivityMethod(name = "evaluate")
    Evaluation evaluate(EvaluateInput input);
}
