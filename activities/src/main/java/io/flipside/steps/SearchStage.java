package io.flipside.steps;

import ai.djl.engine.EngineException;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.Checkpoint;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.checkpoint.Fence;
import io.flipside.explain.Reasons;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import java.util.List;
import java.util.Optional;

/**
 * One stage of a search, from the newest checkpoint to its end.
 *
 * <ol>
 *   <li>Take the audit over: whoever held it writes nothing from now on.
 *   <li>Go on from the newest checkpoint of this stage that verifies, else from the end of the stage before.
 *   <li>After each update: write a checkpoint if one is due, then tell of it. Only a finished update is a sign of life.
 *   <li>Told to stop, finish nothing more: the checkpoint is written, the stage goes on elsewhere.
 *   <li>At the end keep the state, then the report.
 * </ol>
 *
 * A kill at any moment costs the update at work; the state that comes out is the same to the bit.
 */
final class SearchStage extends Step<StageInput, StageReport> implements AutoCloseable {
    private final Workbench bench;
    private final ModelTurns turns;
    private final CheckpointStore checkpoints;
    private final Tidying tidying;

    SearchStage(Workbench bench, ModelTurns turns) {
        super("search", StageReport.class);
        this.bench = bench;
        this.turns = turns;
        this.checkpoints = bench.checkpoints();
        this.tidying = new Tidying(checkpoints);
    }

    /** Name of a stage's step. */
    static String name(int stage) {
        return "stage-" + stage;
    }

    @Override
    String name(StageInput input) {
        return name(input.stage());
    }

    @Override
    boolean tellsUpdates() {
        return true;
    }

    @Override
    StageReport run(StageInput input, StepContext context) {
        bench.costs().requireNotRaisedOverLimits(input.auditId(), input.request());
        Search search = turns.silently(
                "load and encode",
                context,
                () -> bench.loading(name(input), input, loaded -> bench.search(loaded, input.request(), input.clip())));
        Fence fence = checkpoints.takeOver(input.auditId());
        StageRun run = begin(input, search, fence);
        Optional<Reason> failure = Optional.empty();
        try (Deaths.Mark mark = bench.deaths().begin(input.auditId(), name(input), run.place())) {
            while (run.goesOn()) {
                run.update();
                run.keep(progress -> turns.updated(input, context, progress));
            }
        } catch (NonFiniteException e) {
            failure = Optional.of(Reasons.nonFinite(e.stage(), e.iteration()));
        } catch (EngineException e) {
            run.save(); // it may go on here with less memory
            throw e;
        } catch (StepStopped e) {
            if (e.why() != StepStopped.Why.LOST) {
                run.save();
            }
            throw e;
        } finally {
            checkpoints.letGo();
        }
        return finish(input, run, failure, search);
    }

    private StageRun begin(StageInput input, Search search, Fence fence) {
        Optional<Checkpoint> there = checkpoints
                .newest(input.auditId(), input.fingerprint())
                .checkpoint()
                .filter(checkpoint -> isOf(checkpoint, input.stage()));
        return new StageRun(
                input,
                search,
                there.map(Checkpoint::state).orElseGet(() -> begun(input)),
                there.map(Checkpoint::reports).orElse(List.of()),
                (state, reports) ->
                        keep(new Checkpoint(input.auditId(), fence.attempt(), input.fingerprint(), state, reports)),
                bench.clock());
    }

    /**
     * What the stage before left, at the beginning of this one: the plan may have changed since, so that another stage
     * follows than was to follow then.
     */
    private SearchState begun(StageInput input) {
        SearchState start = bench.states().load(input.start());
        return start.stage() == input.stage()
                ? start
                : new SearchState(input.stage(), 0, start.latents(), start.counters(), start.last());
    }

    private void keep(Checkpoint checkpoint) {
        checkpoints.write(checkpoint);
        tidying.after(checkpoint);
    }

    /** A checkpoint belongs to the stage of its last update, even if that update has ended the stage. */
    private static boolean isOf(Checkpoint checkpoint, int stage) {
        List<UpdateReport> reports = checkpoint.reports();
        return !reports.isEmpty() && reports.get(reports.size() - 1).stage() == stage;
    }

    private StageReport finish(StageInput input, StageRun run, Optional<Reason> failure, Search search) {
        SearchState end =
                run.state().stage() == input.stage() && failure.isEmpty() ? search.nextStage(run.state()) : run.state();
        ArtifactRef state = bench.states().keep(AuditKeys.state(input.auditId(), Integer.toString(input.stage())), end);
        bench.store()
                .put(AuditKeys.updates(input.auditId(), input.stage()), AuditJson.bytes(run.log()), "application/json");
        if (failure.isEmpty()) {
            preview(input, search, end);
        }
        Optional<UpdateReport> last = end.last();
        return new StageReport(
                input.stage(),
                run.log().updates().size(),
                last.map(UpdateReport::loss).orElse(0.0),
                last.map(UpdateReport::targetProbability).orElse(0.0),
                state,
                failure);
    }

    /** For people who watch; nothing that follows depends on it. */
    private void preview(StageInput input, Search search, SearchState end) {
        try (Deaths.Mark mark = bench.deaths().begin(input.auditId(), name(input), "preview")) {
            StagePreview.write(bench, input, search, end);
        }
    }

    @Override
    public void close() {
        tidying.close();
    }
}
