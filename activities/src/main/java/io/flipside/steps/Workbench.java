package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Provenance;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.StepInput;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.file.ScratchFolder;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SettingRefused;
import io.flipside.metric.MetricWeights;
import io.flipside.record.Memo;
import io.flipside.store.ObjectStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the steps with a model have at hand: the models, and files of the store brought here. Used by one step at a time,
 * whose turn it is ({@link ModelTurns}).
 */
final class Workbench implements AutoCloseable {
    private static final long SIDE_BY_SIDE = 512L << 20;
    private static final String LOADING = "loading";
    private static final String WORKING = "working";

    private final WorkerParts parts;
    private final NDManager manager;
    private final Provenance here;
    private final Memo memo;
    private final Deaths deaths;
    private final MemoryLadder ladder;
    private final ModelMemory memory;
    private final Costs costs;

    Workbench(WorkerParts parts) {
        this.parts = parts;
        this.manager = parts.compute().device().manager();
        this.here = Provenances.of(manager, parts.compute().generator().precision());
        this.ladder = new MemoryLadder(parts.compute());
        this.memory = new ModelMemory(SIDE_BY_SIDE, ladder);
        this.memo = new Memo(parts.store());
        this.deaths = new Deaths(parts.store(), parts.clock());
        this.costs = new Costs(parts);
    }

    ObjectStore store() {
        return parts.store();
    }

    InstantSource clock() {
        return parts.clock();
    }

    Memo memo() {
        return memo;
    }

    Deaths deaths() {
        return deaths;
    }

    Costs costs() {
        return costs;
    }

    /** Where metrics find the weights of their networks. */
    MetricWeights metricWeights() {
        return parts.shelf().metricWeights();
    }

    /** What this process computes with. */
    Provenance provenance() {
        return here;
    }

    States states() {
        return new States(parts.store(), manager);
    }

    CheckpointStore checkpoints() {
        return new CheckpointStore(parts.store(), manager, parts.cache().resolve("checkpoints"));
    }

    /**
     * Does work with the models of an audit, loaded if they are not, or if their files have changed; the audit is marked
     * as being at work meanwhile.
     *
     * @param step whose work it is
     * @throws Refusal if the request's adapter is none
     * @throws io.flipside.WorkerTrouble if they are not those the audit was admitted with
     */
    <T> T withModels(String step, StepInput input, Function<LoadedModels, T> work) {
        LoadedModels loaded = loading(step, input, Function.identity());
        try (Deaths.Mark mark = deaths.begin(input.auditId(), step, WORKING)) {
            return work.apply(loaded);
        }
    }

    /** The same for work that counts as loading. */
    <T> T loading(String step, StepInput input, Function<LoadedModels, T> work) {
        try (Deaths.Mark mark = deaths.begin(input.auditId(), step, LOADING)) {
            LoadedModels loaded = Guard.refusing("models", () -> memory.get(files(input.request())));
            memo.find(input.auditId(), Admit.NAME, ModelFacts.class)
                    .ifPresent(admitted ->
                            SameModels.check(admitted, loaded.models().digests(), here));
            return work.apply(loaded);
        }
    }

    /** Where the models of a request lie; its adapter is brought here, named by its hash. */
    private ModelFiles files(AuditRequest request) {
        return new ModelFiles(
                parts.shelf().classifier(request.classifier()),
                parts.shelf().generator(request.generator()),
                request.adapter()
                        .map(ref -> Guard.refusing("models", () -> parts.store()
                                .fetch(ref, parts.cache().resolve("adapters")))),
                request.adapter()
                        .filter(ref -> parts.shelf().hasAdapter(ref.sha256()))
                        .isPresent());
    }

    /** The search of a request on a clip. */
    Search search(LoadedModels loaded, AuditRequest request, ClipFacts clip) {
        return search(loaded, request, clip, Optional.empty());
    }

    /**
     * The same, had it been planned to end in a stage.
     *
     * @throws Refusal if a setting does not fit the models
     */
    Search search(LoadedModels loaded, AuditRequest request, ClipFacts clip, Optional<Integer> lastStage) {
        MethodSettings settings = settings(request, lastStage);
        try {
            return loaded.search(clip.frames().sha256(), () -> clip(clip.frames()), request.targetClass(), settings);
        } catch (SettingRefused e) {
            throw new Refusal(Prepare.PLAN, String.valueOf(e.getMessage()));
        }
    }

    /** The method's settings of a request, had its search been planned to end in a stage, and this worker's. */
    MethodSettings settings(AuditRequest request, Optional<Integer> lastStage) {
        return Plans.endedIn(
                Plans.settings(request.plan(), request.seed(), ladder.settings().graphBudget()), lastStage);
    }

    Clip clip(ArtifactRef lossless) {
        return ScratchFolder.using(
                folder -> ClipReader.read(parts.store().fetch(lossless, folder), ClipLimits.DEFAULT));
    }

    /** Where tensors of one piece of work live. */
    NDManager scope() {
        return manager.newSubManager();
    }

    /** The turns of the steps that work here. */
    ModelTurns turns() {
        return new ModelTurns(memo, ladder, memory::close);
    }

    boolean isWarm() {
        return memory.isWarm();
    }

    @Override
    public void close() {
        memory.close();
        manager.close();
    }
}
