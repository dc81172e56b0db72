package io.flipside.audit;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param clip the video file, in the object store
 * @param classifier name of the classifier under audit, among those the workers hold
 * @param generator name of the image-to-video model, among those the workers hold; also chooses the task queue
 * @param adapter a LoRA adapter of the generator (safetensors), in the object store
 * @param targetClass the class that the counterfactual shall be called
 * @param plan how to search, and what the operator decides
 * @param seed of the initial noise
 * @param parent the audit that this one re-runs from a stage on
 */
@JsonDeserialize(converter = AnyVersion.class)
public record AuditRequest(
        ArtifactRef clip,
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String classifier,
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String generator,
        Optional<ArtifactRef> adapter,
        @Text(
                        pattern = "(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}",
                        right = "1 to 200 characters, not all of them blank, none of them a control character")
                String targetClass,
        AuditPlan plan,
        long seed,
        Optional<ParentAudit> parent) {
    private static final long MOST_CLIP_BYTES = 2L << 30;

    public AuditRequest {
        Check.components(AuditRequest.class, "", clip, classifier, generator, adapter, targetClass, plan, seed, parent);
        Check.holds(
                clip.bytes() > 0 && clip.bytes() <= MOST_CLIP_BYTES,
                "clip.bytes",
                clip.bytes(),
                "1 to " + MOST_CLIP_BYTES);
    }

    /** What the operator decides. */
    public Policies policies() {
        return plan.policies();
    }

    /** The same request with another seed. */
    public AuditRequest withSeed(long other) {
        return new AuditRequest(clip, classifier, generator, adapter, targetClass, plan, other, parent);
    }

    /** The same request, searched by another plan. */
    public AuditRequest searchedBy(AuditPlan other) {
        return new AuditRequest(clip, classifier, generator, adapter, targetClass, other, seed, Optional.empty());
    }
}
