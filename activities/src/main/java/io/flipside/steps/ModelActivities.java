package io.flipside.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.Provenance;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.classifier.ClassifierCheck;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.explain.Rendered;
import io.flipside.file.ScratchFolder;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.record.AuditKeys;
import io.flipside.record.Memo;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The steps with a model, one at a time in a process, whichever queue they come from. Each
 *
 * <ol>
 *   <li>gives the answer again that it gave before, if it did;
 *   <li>waits until the models are free, and marks the audit as being at work;
 *   <li>takes the models of the audit, loaded if they are not, and holds them against those it was admitted with;
 *   <li>does its work and keeps the answer.
 * </ol>
 */
public final class ModelActivities implements ModelSteps, AutoCloseable {
    private static final Duration LONGEST_SILENT_WORK = Duration.ofMinutes(50);
    private static final String LOADING = "loading";
    private static final String WORKING = "working";

    private final ObjectStore store;
    private final long graphBudget;
    private final Supplier<StepContext> contexts;
    private final Memo memo;
    private final Workbench bench;
    private final NDManager manager = NDManager.newBaseManager();
    private final Provenance here = Provenances.of(manager);
    private final States states;
    private final StageRunner stages;
    private final Evaluator evaluator;
    private final ModelLease lease = new ModelLease(System::nanoTime);
    private final Deaths deaths;
    private final Heartbeats heartbeats = new Heartbeats(LONGEST_SILENT_WORK);

    /** What a worker has for its steps. */
    public ModelActivities(WorkerParts parts) {
        this(parts, StepContext::ofActivity);
    }

    /** @param contexts asked by each step in its own thread */
    public ModelActivities(WorkerParts parts, Supplier<StepContext> contexts) {
        ObjectStore store = parts.store();
        Path cache = parts.cache();
        InstantSource clock = parts.clock();
        this.contexts = contexts;
        this.graphBudget = parts.graphBudget();
        this.store = store;
        this.memo = new Memo(store);
        this.bench = new Workbench(store, parts.shelf(), cache);
        this.states = new States(store, manager);
        this.deaths = new Deaths(store, clock);
        this.stages = new StageRunner(
                store, new CheckpointStore(store, manager, cache.resolve("checkpoints")), states, deaths, clock);
        this.evaluator = new Evaluator(store, bench, graphBudget);
    }

    /** Whether models are in memory. */
    public boolean isWarm() {
        return bench.isWarm();
    }

    /** Whether the step that holds the models seems to hang. */
    public boolean isStuck() {
        return lease.isStuck();
    }

    @Override
    public ModelFacts admit(String auditId, AuditRequest request, ClipFacts clip) {
        return once(
                auditId,
                "admit",
                ModelFacts.class,
                () -> withModels(auditId, request, "admit", loaded -> admitNow(request, clip, loaded.models())));
    }

    private ModelFacts admitNow(AuditRequest request, ClipFacts facts, Models models) {
        if (!models.classifier().classes().contains(request.targetClass())) {
            throw Refusal.of(
                    "class-unknown",
                    "The classifier has no class '" + request.targetClass() + "'. Its classes are "
                            + String.join(", ", models.classifier().classes()) + ".");
        }
        Clip clip = bench.clip(facts.frames());
        List<String> notes = Guard.refusing("classifier", () -> checked(models, clip));
        DomainFacts domain = Admission.known(request, models, clip);
        Prediction before = Prediction.of(models.classifier(), clip, models.manager());
        if (before.label().equals(request.targetClass())) {
            throw Refusal.of(
                    "target-is-prediction",
                    "The classifier already calls this clip '" + before.label() + "'. Choose another target.");
        }
        return new ModelFacts(
                models.digests().classifier(),
                models.digests().generator(),
                request.adapter().map(adapter -> domain.figures().get("flowError")),
                before.label(),
                before.probability(before.label()),
                before.probability(request.targetClass()),
                Optional.of(here),
                Optional.of(domain),
                notes);
    }

    private static List<String> checked(Models models, Clip clip) {
        try (NDManager scope = models.manager().newSubManager()) {
            return ClassifierCheck.check(models.classifier(), Prediction.toArray(clip, scope));
        }
    }

    @Override
    public Condition condition(String auditId, AuditRequest request, ClipFacts clip, ModelFacts admitted) {
        String fingerprint = Fingerprint.of(request, clip, admitted);
        return once(auditId, "condition", Condition.class, () -> request.parent()
                .flatMap(parent -> new RerunStages(store, memo, states).condition(parent, auditId, fingerprint))
                .orElseGet(() -> withModels(
                        auditId, request, "condition", loaded -> fresh(auditId, request, clip, fingerprint, loaded))));
    }

    private Condition fresh(
            String auditId, AuditRequest request, ClipFacts clip, String fingerprint, LoadedModels loaded) {
        Search opened = open(loaded, request, clip);
        SearchState start = opened.start(request.seed());
        return new Condition(states.keep(AuditKeys.state(auditId, "start"), start), start.stage(), fingerprint);
    }

    @Override
    public StageReport invert(StageInput input) {
        return search(input);
    }

    @Override
    public StageReport search(StageInput input) {
        String step = "stage-" + input.stage();
        Optional<StageReport> known = memo.find(input.auditId(), step, StageReport.class);
        return known.orElseGet(() -> lease.holding(
                this::waiting,
                () -> memo.once(input.auditId(), step, StageReport.class, () -> searchNow(input, step))));
    }

    private StageReport searchNow(StageInput input, String step) {
        Search opened = working("load and encode", () -> {
            try (Deaths.Mark mark = deaths.begin(input.auditId(), step, LOADING)) {
                return open(loaded(input.auditId(), input.request()), input.request(), input.clip());
            }
        });
        StepContext context = contexts.get();
        Duration silence =
                LONGEST_SILENT_WORK.plusSeconds(input.request().policies().heartbeatSeconds());
        return stages.run(input, opened, progress -> {
            lease.alive(silence);
            context.heartbeat(progress);
        });
    }

    @Override
    public Rendering render(RenderInput input) {
        return once(
                input.auditId(),
                "render",
                Rendering.class,
                () -> withModels(input.auditId(), input.request(), "render", loaded -> renderNow(input, loaded)));
    }

    private Rendering renderNow(RenderInput input, LoadedModels loaded) {
        AuditRequest request = input.request();
        Models models = loaded.models();
        Search opened = open(loaded, request, input.clip());
        return ScratchFolder.using(folder -> {
            try (NDManager scope = models.manager().newSubManager()) {
                NDArray clip = opened.render(states.load(input.state()), scope);
                double inMemory =
                        Rendered.write(clip, input.clip().framesPerSecond(), folder, models, request.targetClass());
                ArtifactRef evidence = file(input.auditId(), folder, Rendered.EVIDENCE, "video/x-matroska");
                ArtifactRef shareable = file(input.auditId(), folder, Rendered.SHAREABLE, "video/mp4");
                return new Rendering(evidence, shareable, inMemory);
            }
        });
    }

    private ArtifactRef file(String auditId, Path folder, String name, String mediaType) {
        return store.put(AuditKeys.file(auditId, name), folder.resolve(name), mediaType);
    }

    @Override
    public Evaluation evaluate(EvaluateInput input) {
        return once(
                input.auditId(),
                "evaluate",
                Evaluation.class,
                () -> withModels(
                        input.auditId(),
                        input.request(),
                        "evaluate",
                        loaded -> evaluator.evaluate(input, loaded.models())));
    }

    private Search open(LoadedModels loaded, AuditRequest request, ClipFacts facts) {
        return loaded.search(
                facts.frames().sha256(),
                () -> bench.clip(facts.frames()),
                request.targetClass(),
                Plans.settings(request.search(), request.seed(), graphBudget));
    }

    /** The answer of before, or that of work with the models, whose turn it is to wait for. */
    private <T> T once(String auditId, String step, Class<T> type, Supplier<T> work) {
        Optional<T> known = memo.find(auditId, step, type);
        return known.orElseGet(
                () -> lease.holding(this::waiting, () -> working(step, () -> memo.once(auditId, step, type, work))));
    }

    private <T> T withModels(String auditId, AuditRequest request, String step, Function<LoadedModels, T> work) {
        LoadedModels loaded;
        try (Deaths.Mark mark = deaths.begin(auditId, step, LOADING)) {
            loaded = loaded(auditId, request);
        }
        try (Deaths.Mark mark = deaths.begin(auditId, step, WORKING)) {
            return work.apply(loaded);
        }
    }

    private LoadedModels loaded(String auditId, AuditRequest request) {
        LoadedModels loaded = Guard.refusing("models", () -> bench.models(request));
        memo.find(auditId, "admit", ModelFacts.class)
                .ifPresent(
                        admitted -> SameModels.check(admitted, loaded.models().digests(), here));
        return loaded;
    }

    private void waiting() {
        contexts.get().heartbeat("waits for this worker's models");
    }

    private <T> T working(String what, Supplier<T> work) {
        lease.alive(LONGEST_SILENT_WORK);
        return heartbeats.during(what, contexts.get(), work);
    }

    @Override
    public void close() {
        heartbeats.close();
        stages.close();
        bench.close();
        manager.close();
    }
}
