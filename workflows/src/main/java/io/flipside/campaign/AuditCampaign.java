package io.flipside.campaign;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Many audits as one. Its workflow id is the campaign's id; every order is kept in the store before it is answered. */
@WorkflowInterface
public interface AuditCampaign {
    /** Runs the campaign, from wherever it stands. */
    @WorkflowMethod(name = "AuditCampaign")
    CampaignProgress run(CampaignState state);

    /** Where it stands. */
    @QueryMethod
    CampaignProgress progress();

    /** Begins no row until it is resumed; the audits at work go on. */
    @UpdateMethod
    CampaignProgress pause();

    /** Refuses when it is paused or cancelled. */
    @UpdateValidatorMethod(updateName = "pause")
    void checkPause();

    /** Goes on. */
    @UpdateMethod
    CampaignProgress resume();

    /** Refuses unless paused. */
    @UpdateValidatorMethod(updateName = "resume")
    void checkResume();

    /** Begins no row any more, and ends the audits at work if that is asked. */
    @UpdateMethod
    CampaignProgress cancel(Cancellation cancellation);

    /** Adds rows behind the last. */
    @UpdateMethod
    CampaignProgress add(ManifestPart part);

    /** Refuses when it is cancelled, or over, or has as many parts as it may. */
    @UpdateValidatorMethod(updateName = "add")
    void checkAdd(ManifestPart part);

    /** Leaves rows out that have not begun; those that have are not touched. */
    @UpdateMethod
    CampaignProgress drop(List<RowRange> rows);

    /** Refuses rows that are not there, and more ranges than it may have. */
    @UpdateValidatorMethod(updateName = "drop")
    void checkDrop(List<RowRange> rows);
}
