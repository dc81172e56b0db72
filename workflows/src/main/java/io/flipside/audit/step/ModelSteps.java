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

    /** Brings the noise near the clip, K_I updates. Goes on from the newest checkpoint. */
    @ActivityMethod(name = "invert")
    StageReport invert(StageInput input);

    /** Searches with n denoising steps, K_C updates at most. Goes on from the newest checkpoint. */
    @ActivityMethod(name = "search")
    StageReport search(StageInput input);

    /** Decodes the latent with N steps and writes the clip. */
    @ActivityMethod(name = "render")
    Rendering render(RenderInput input);

    /** Reads the written file again, classifies it and draws the report. */
    @ActivityMethod(name = "evaluate")
    Evaluation evaluate(EvaluateInput input);
}
