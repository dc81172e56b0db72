package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Steps that need a processor and the store only. */
@ActivityInterface
public interface RecordSteps {
    /** Keeps the request, so that an unfinished audit can be found again without Temporal. */
    @ActivityMethod(name = "accept")
    void accept(String auditId, AuditRequest request);

    /** Decodes, crops and resamples the clip. Refuses what is no clip within the limits. */
    @ActivityMethod(name = "prepare")
    ClipFacts prepare(String auditId, AuditRequest request);

    /** The stages of the search that a request asks for, in order. */
    @ActivityMethod(name = "stages")
    List<StageFacts> stages(String auditId, AuditRequest request);

    /** The best state that any checkpoint of the search holds: highest target probability, then lowest loss. */
    @ActivityMethod(name = "keepBest")
    StageReport keepBest(StageInput input);

    /** Writes the audit's record, once. */
    @ActivityMethod(name = "seal")
    ArtifactRef seal(SealInput input);

    /** Tells an event; telling it again is harmless. */
    @ActivityMethod(name = "announce")
    void announce(AuditEvent event);
}
