package io.flipside.local;

import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.Evaluation;
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
import java.util.Map;
import java.util.Optional;

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
            AuditOutcome outcome;
            try (LocalAudits audits = new LocalAudits(parts)) {
                outcome = audits.run(AUDIT, asked, progress);
            } catch (WorkerTrouble e) {
                throw new UserError(String.valueOf(e.getMessage()), e);
            }
            Evaluation evaluation = outcome.judged().orElseThrow(() -> refused(outcome));
            ArtifactRef record = outcome.record().orElseThrow();
            folder.fill(evaluation.files(), store::copy);
            folder.fill(Map.of(AuditKeys.RECORD, record), store::copy);
            folder.publish();
            return AuditRecords.read(store.get(record, MOST_RECORD_BYTES));
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
