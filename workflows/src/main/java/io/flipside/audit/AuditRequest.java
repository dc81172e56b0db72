package io.flipside.audit;

import io.flipside.artifact.ArtifactRef;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param clip the video file, in the object store
 * @param classifier name of the classifier under audit, among those the workers hold
 * @param generator name of the image-to-video model, among those the workers hold; also chooses the task queue
 * @param adapter a LoRA adapter of the generator (safetensors), in the object store
 * @param targetClass the class that the counterfactual shall be called
 * @param search how to search
 * @param seed of the initial noise
 * @param policies what the operator decides
 * @param parent the audit that this one re-runs from a stage on
 */
public record AuditRequest(
        ArtifactRef clip,
        String classifier,
        String generator,
        Optional<ArtifactRef> adapter,
        String targetClass,
        SearchPlan search,
        long seed,
        Policies policies,
        Optional<ParentAudit> parent) {
    private static final long MOST_CLIP_BYTES = 2L << 30;

    public AuditRequest {
        Check.name("classifier", classifier);
        Check.name("generator", generator);
        Check.text("targetClass", targetClass, 200);
        Check.holds(
                clip.bytes() > 0 && clip.bytes() <= MOST_CLIP_BYTES,
                "clip.bytes",
                clip.bytes(),
                "1 to " + MOST_CLIP_BYTES);
        parent.ifPresent(p -> Check.holds(
                p.fromStage() <= search.denoisingSteps(),
                "parent.fromStage",
                p.fromStage(),
                "at most search.denoisingSteps"));
    }

    /** The same request, searched by another plan. */
    public AuditRequest searchedBy(SearchPlan plan) {
        return new AuditRequest(
                clip, classifier, generator, adapter, targetClass, plan, seed, policies, Optional.empty());
    }
}
