package io.flipside.audit;

/**
 * Where a re-run begins: an earlier audit of the same clip, models, target and seed.
 *
 * @param auditId the earlier audit
 * @param fromStage first stage to run again; the stages before are taken over
 */
public record ParentAudit(
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String auditId,
        @Range(min = 1, max = 100) int fromStage) {
    public ParentAudit {
        Check.components(ParentAudit.class, "parent", auditId, fromStage);
    }
}
