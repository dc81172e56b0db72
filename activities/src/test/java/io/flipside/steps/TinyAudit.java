package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.step.AdmitInput;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ConditionInput;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.PrepareInput;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.explain.ComputeSettings;
import io.flipside.file.ScratchFolder;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.store.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One audit on the shipped models over a store in memory: what the step under test is given. The models are loaded, and
 * each step of this audit is done, once for all tests.
 */
final class TinyAudit {
    static final String ID = "tiny";
    static final StepContext SILENT = details -> {};
    static final AuditPlan PLAN =
            Presets.of("tiny").with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(2, 2));
    static final ShapeMovingClip DRAWN = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);

    static final MemoryStore STORE = new MemoryStore();
    static final WorkerParts PARTS = new WorkerParts(
            STORE,
            new FolderShelf(ShippedModels.SHELF),
            Path.of("target/tiny-cache"),
            InstantSource.system(),
            ComputeSettings.DEFAULT);
    static final Workbench BENCH = new Workbench(PARTS);
    static final ModelTurns TURNS = BENCH.turns();

    static final Prepare PREPARE = new Prepare(PARTS);
    static final Admit ADMIT = new Admit(BENCH);
    static final MakeCondition CONDITION = new MakeCondition(BENCH);
    static final SearchStage SEARCH = new SearchStage(BENCH, TURNS);
    static final Render RENDER = new Render(BENCH);
    static final Evaluate EVALUATE = new Evaluate(BENCH);

    static final AuditRequest REQUEST = TinyWorld.request(
            kept("inputs/up.mkv", new Clip(DRAWN.frames(), 8)),
            Optional.empty(),
            TinyWorld.TARGET,
            PLAN,
            Policies.DEFAULT,
            Optional.empty());

    private TinyAudit() {}

    /** Keeps a clip as somebody uploads it. */
    static ArtifactRef kept(String key, Clip clip) {
        return ScratchFolder.using(folder -> {
            Path file = folder.resolve("clip.mkv");
            ClipWriter.writeEvidence(clip, file);
            return STORE.put(key, file, "video/x-matroska");
        });
    }

    static ClipFacts clip() {
        return PREPARE.once(BENCH.memo(), new PrepareInput(ID, REQUEST), SILENT);
    }

    static ModelFacts admitted() {
        return ADMIT.once(BENCH.memo(), new AdmitInput(ID, REQUEST, clip()), SILENT);
    }

    static Condition condition() {
        return CONDITION.once(BENCH.memo(), new ConditionInput(ID, REQUEST, clip(), admitted()), SILENT);
    }

    /** The first stage of an audit that goes on from this one's first state. */
    static StageInput stage(String audit, Policies policies) {
        AuditRequest request =
                TinyWorld.request(REQUEST.clip(), Optional.empty(), TinyWorld.TARGET, PLAN, policies, Optional.empty());
        return new StageInput(
                audit, request, clip(), 1, condition().state(), condition().fingerprint());
    }

    static StageReport searched() {
        return SEARCH.once(BENCH.memo(), stage(ID, Policies.DEFAULT), SILENT);
    }

    static RenderInput render(String audit) {
        return new RenderInput(audit, REQUEST, clip(), searched().state(), Optional.empty());
    }

    static Rendering rendered() {
        return RENDER.once(BENCH.memo(), render(ID), SILENT);
    }
}
