package io.flipside.record;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageReport;
import io.flipside.record.AuditRecord.Admission;
import io.flipside.record.AuditRecord.BestUpdate;
import io.flipside.record.AuditRecord.Digests;
import io.flipside.record.AuditRecord.Parent;
import io.flipside.record.AuditRecord.SearchedStage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Audit records: drawn up, written, read. */
public final class AuditRecords {
    private static final Comparator<UpdateLine> BETTER = Comparator.comparingDouble(
                    (UpdateLine update) -> finite(update.term("targetProbability"), Double.NEGATIVE_INFINITY))
            .thenComparingDouble(update -> -finite(update.term("loss"), Double.POSITIVE_INFINITY));

    private AuditRecords() {}

    /** Which layout it is; the first had no version. */
    private record Layout(@Nullable Integer version) {}

    /**
     * Draws up the record of an audit.
     *
     * @param logs of its stages, as far as they are known
     * @param parentSha256 of the record of the audit that it re-ran, if there is one
     */
    public static AuditRecord of(SealInput input, List<StageLog> logs, Optional<String> parentSha256) {
        AuditRequest request = input.request();
        Optional<ModelFacts> models = input.models();
        return new AuditRecord(
                AuditRecord.VERSION,
                input.auditId(),
                request,
                input.plan().orElse(request.plan()),
                request.parent().map(parent -> parent(parent, parentSha256)),
                input.clip(),
                digests(request, input.clip(), models),
                models.flatMap(ModelFacts::provenance),
                models.map(AuditRecords::admission),
                stages(input.stages(), logs),
                input.outcome(),
                input.startedMillis(),
                input.endedMillis(),
                Optional.empty());
    }

    /** The bytes of a record: the same for equal ones. */
    public static byte[] bytes(AuditRecord record) {
        return CanonicalJson.bytes(record);
    }

    /**
     * Reads a record of this layout or of the one before; fields that this build does not know are passed over.
     *
     * @throws AuditJson.Damaged if it is none, or of a later version
     */
    public static AuditRecord read(byte[] json) {
        Integer version = AuditJson.readKnown(json, Layout.class).version();
        if (version == null) {
            return of(AuditJson.readKnown(json, SealInput.class), List.of(), Optional.empty());
        }
        if (version != AuditRecord.VERSION) {
            throw new AuditJson.Damaged(AuditRecord.class, new IllegalArgumentException("its version is " + version));
        }
        return CanonicalJson.read(json, AuditRecord.class);
    }

    private static Parent parent(ParentAudit parent, Optional<String> sha256) {
        return new Parent(parent.auditId(), parent.fromStage(), sha256);
    }

    private static Digests digests(AuditRequest request, Optional<ClipFacts> clip, Optional<ModelFacts> models) {
        return new Digests(
                clip.map(read -> request.clip().sha256()),
                models.flatMap(admitted -> request.adapter()).map(ArtifactRef::sha256),
                clip.map(read -> read.frames().sha256()),
                models.map(ModelFacts::classifierSha256).orElse(Map.of()),
                models.map(ModelFacts::generatorSha256).orElse(Map.of()));
    }

    private static Admission admission(ModelFacts models) {
        return new Admission(
                models.prediction(),
                models.probability(),
                models.targetProbability(),
                models.adapterError(),
                models.domain(),
                Optional.ofNullable(models.notes()).orElse(List.of()));
    }

    /** Those that ended, and those that only left a log: one that was stopped, or one that a re-run took over. */
    private static List<SearchedStage> stages(List<StageReport> reports, List<StageLog> logs) {
        Map<Integer, SearchedStage> stages = new TreeMap<>();
        for (StageLog log : logs) {
            if (!log.updates().isEmpty()) {
                stages.put(log.stage(), stage(log));
            }
        }
        for (StageReport report : reports) {
            Optional<SearchedStage> logged = Optional.ofNullable(stages.get(report.stage()));
            stages.put(
                    report.stage(),
                    new SearchedStage(
                            report.stage(),
                            logged.flatMap(SearchedStage::label),
                            report.updates(),
                            logged.flatMap(SearchedStage::seconds),
                            report.loss(),
                            report.targetProbability(),
                            logged.flatMap(SearchedStage::best),
                            Optional.of(report.state()),
                            report.failure()));
        }
        return List.copyOf(stages.values());
    }

    private static SearchedStage stage(StageLog log) {
        List<UpdateLine> updates = log.updates();
        UpdateLine last = updates.get(updates.size() - 1);
        UpdateLine best = updates.stream().max(BETTER).orElseThrow();
        return new SearchedStage(
                log.stage(),
                log.label(),
                updates.size(),
                Optional.of(log.seconds()).filter(seconds -> seconds > 0),
                last.term("loss"),
                finite(last.term("targetProbability"), 0),
                Optional.of(
                        new BestUpdate(best.iteration(), best.term("loss"), finite(best.term("targetProbability"), 0))),
                Optional.empty(),
                Optional.empty());
    }

    private static double finite(double value, double otherwise) {
        return Double.isFinite(value) ? value : otherwise;
    }
}
