package io.flipside.audit;

/**
 * Where a re-run begins: an earlier audit of the same clip, models, target and seed.
 *
 * @param auditId the earlier audit
 * @param fromStage first number of denoising steps to run again; the stages before are taken over
 */
public record ParentAudit(String auditId, int fromStage) {
    public ParentAudit {
        Check.name("parent.auditId", auditId);
        Check.holds(fromStage >= 1 && fromStage <= 100, "parent.fromStage", fromStage, "1 to 100");
    }
}
