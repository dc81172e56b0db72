package io.flipside.local;

import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.Evaluation;
import io.flipside.campaign.record.Answers;
import io.flipside.desk.Question;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.ExplainProgress;
import io.flipside.explain.ExplainRequest;
import io.flipside.explain.ResultFolder;
import io.flipside.file.ScratchFolder;
import io.flipside.metric.MetricWeights;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.steps.WorkerParts;
import io.flipside.store.FolderStore;
import io.flipside.store.MediaType;
import io.flipside.store.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** From a clip on disk to a folder with both clips, the record and the report: one audit over a store in a folder. */
public final class ExplainJob {
    private static final String AUDIT = "explain";
    private static final long MOST_RECORD_BYTES = 4 << 20;

    private final InstantSource clock;
    private final ComputeSettings compute;
    private final MetricWeights weights;

    /** Without weights of metrics. */
    public ExplainJob(InstantSource clock, ComputeSettings compute) {
        this(clock, compute, MetricWeights.NONE);
    }

    /**
     * @param compute how networks are computed
     * @param weights where metrics find those of their networks
     */
    public ExplainJob(InstantSource clock, ComputeSettings compute, MetricWeights weights) {
        this.clock = clock;
        this.compute = compute;
        this.weights = weights;
    }

    /**
     * Runs it. The folder appears when everything in it is written.
     *
     * @return the audit's record
     * @throws UserError for bad input of any kind
     */
    public AuditRecord run(ExplainRequest request, ExplainProgress progress) {
        return inFolder(request, (at, folder) -> {
            AuditRecord record = at.audit(AUDIT, at.asked, progress, "");
            folder.publish();
            return record;
        });
    }

    /**
     * Several answers, by the request's seed and those behind it: each lies in a folder {@code seed-N} as {@link #run} would
     * write it, beside {@code answers.json} and {@code answers.html}.
     *
     * @param count how many
     * @param progress of each answer, as it begins
     * @return the records of the answers by seed, the nearest valid one first
     * @throws UserError for bad input of any kind
     */
    public List<AuditRecord> answers(ExplainRequest request, int count, Supplier<ExplainProgress> progress) {
        return inFolder(request, (at, folder) -> {
            Map<String, AuditRecord> records = new LinkedHashMap<>();
            for (AuditRequest asked : new Question(at.asked, count).seeded()) {
                String audit = AUDIT + "-" + records.size();
                records.put(audit, at.audit(audit, asked, progress.get(), AnswersFolder.of(asked.seed())));
            }
            Answers answers = AnswersFolder.write(folder.work(), List.copyOf(records.values()), at.parts.store());
            folder.publish();
            return answers.lines().stream()
                    .map(line -> Objects.requireNonNull(records.get(line.auditId())))
                    .toList();
        });
    }

    /** Audits of one question, whose models stay in memory. */
    private record At(WorkerParts parts, AuditRequest asked, LocalAudits audits, ResultFolder folder) {
        /** Runs one and puts what it leaves below a folder's name. */
        AuditRecord audit(String id, AuditRequest request, ExplainProgress progress, String below) {
            AuditOutcome outcome = audits.run(id, request, progress);
            Evaluation evaluation = outcome.judged().orElseThrow(() -> refused(outcome));
            ArtifactRef record = outcome.record().orElseThrow();
            Map<String, ArtifactRef> files = new LinkedHashMap<>();
            evaluation.files().forEach((name, file) -> files.put(below + name, file));
            files.put(below + AuditKeys.RECORD, record);
            folder.fill(files, parts.store()::copy);
            return AuditRecords.read(parts.store().get(record, MOST_RECORD_BYTES));
        }
    }

    private <T> T inFolder(ExplainRequest request, BiFunction<At, ResultFolder, T> work) {
        GivenModels shelf = new GivenModels(request.classifier(), request.generator(), weights);
        try (ResultFolder folder = ResultFolder.create(request.out());
                ScratchFolder scratch = ScratchFolder.create("explain")) {
            ObjectStore store = new FolderStore(scratch.path().resolve("store"));
            WorkerParts parts = new WorkerParts(store, shelf, scratch.path().resolve("cache"), clock, compute);
            AuditRequest asked = new AuditRequest(
                    kept(store, request.clip()),
                    shelf.classifierName(),
                    shelf.generatorName(),
                    request.adapter().map(file -> kept(store, file)),
                    request.target(),
                    request.plan(),
                    request.seed(),
                    Optional.empty());
            try (LocalAudits audits = new LocalAudits(parts)) {
                return work.apply(new At(parts, asked, audits, folder), folder);
            } catch (WorkerTrouble e) {
                throw new UserError(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static RuntimeException refused(AuditOutcome outcome) {
        return outcome instanceof AuditOutcome.Refused refused
                ? new UserError(
                        refused.reason().code() + ": " + refused.reason().sentence())
                : new IllegalStateException(outcome.toString());
    }

    // under its own name: people find it again in the report
    private static ArtifactRef kept(ObjectStore store, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file %s. Check the path.".formatted(file));
        }
        String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return store.put("inputs/" + name, file, MediaType.ofName(name));
    }
}
