package io.flipside.desk;

import io.flipside.record.AuditRecord;
import io.flipside.record.StageLog;
import io.flipside.record.UpdateLine;
import java.util.List;
import java.util.Optional;

/** How audits stand and what came of them. */
public interface AuditResults {
    /** One audit. */
    AuditView show(String auditId);

    /** The sealed record of an audit; empty if it has none, or it is damaged. */
    Optional<AuditRecord> record(String auditId);

    /** Every update of the finished stages of an audit, first to last. */
    List<UpdateLine> lossCurve(String auditId);

    /** What the stages of an audit did that ended, and how long it took, first to last. */
    List<StageLog> stages(String auditId);
}
