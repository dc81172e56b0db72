package io.flipside.audit;

import io.flipside.audit.step.StageFacts;
import java.util.List;

/**
 * Where a re-run begins: an earlier audit of the same clip, models, target and seed.
 *
 * @param auditId the earlier audit
 * @param fromStage id of the first stage to run again; those before it are taken over. 1 is the beginning, whatever the
 *     first stage is called. Which stages there are the method knows: a worker refuses what is none
 */
public record ParentAudit(
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String auditId,
        @Range(min = 1, max = 100) int fromStage) {
    public ParentAudit {
        Check.components(ParentAudit.class, "parent", auditId, fromStage);
    }

    /** Whether nothing is taken over. */
    public boolean takesNothingOver() {
        return fromStage == 1;
    }

    /**
     * Holds the stage against those of the search that it is to be a part of.
     *
     * @param stages of that search, in order
     * @throws InvalidRequest if it lies behind the last of them
     */
    public void requireAmong(List<StageFacts> stages) {
        StageFacts last = stages.get(stages.size() - 1);
        Check.holds(
                takesNothingOver() || fromStage <= last.id(),
                "parent.fromStage",
                fromStage,
                "at most " + last.id() + ", the last stage (" + last.label() + ")");
    }
}
