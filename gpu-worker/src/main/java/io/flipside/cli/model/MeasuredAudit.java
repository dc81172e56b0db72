package io.flipside.cli.model;

import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.domain.SameObject;
import io.flipside.metric.SsimMetric;
import io.flipside.record.StageLog;
import io.flipside.shapes.SemanticFlip;
import java.nio.file.Path;
import java.util.List;

/**
 * What came out of one audit of a test clip.
 *
 * @param clip that was audited
 * @param correct whether the classifier was right about it before
 * @param evaluation the verdict on the written file
 * @param moved where the shape goes in the written file
 * @param object whether it stays the same thing there
 * @param logs of the search, by stage
 * @param written the lossless file that was judged
 */
record MeasuredAudit(
        TestClip clip,
        boolean correct,
        Evaluation evaluation,
        SemanticFlip moved,
        SameObject object,
        List<StageLog> logs,
        Path written) {
    /** Whether the classifier calls the written file the target class. */
    boolean flipped() {
        return evaluation.prediction().equals(clip.target().className());
    }

    /** Whether the written file is a counterfactual: flipped, and nothing speaks against it. */
    boolean valid() {
        return evaluation.shortcoming().isEmpty();
    }

    /** Whether the verdict holds the flip for semantic, without knowing where the shape goes. */
    boolean believed() {
        return valid()
                && evaluation
                        .validity()
                        .filter(parts -> parts.semantic().state() == VerdictPart.State.HOLDS)
                        .isPresent();
    }

    /** What the flip is by other classifiers' opinions. */
    FlipKind kind() {
        return evaluation.validity().map(Validity::kind).orElse(FlipKind.UNKNOWN);
    }

    int updates() {
        return logs.stream().mapToInt(log -> log.updates().size()).sum();
    }

    /** Time of the search. */
    double seconds() {
        return logs.stream().mapToDouble(StageLog::seconds).sum();
    }

    double firstFrame() {
        return evaluation.figure(SsimMetric.FIRST_FRAME).orElse(Double.NaN);
    }
}
