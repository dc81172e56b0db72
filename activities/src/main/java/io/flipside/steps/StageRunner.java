package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.Checkpoint;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.checkpoint.Fence;
import io.flipside.checkpoint.Fenced;
import io.flipside.explain.Reasons;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.SearchProgress;
import io.flipside.record.StageLog;
import io.flipside.store.ObjectStore;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stage of a search, from the newest checkpoint to its end.
 *
 * <ol>
 *   <li>Take the audit over: whoever held it writes nothing from now on.
 *   <li>Go on from the newest checkpoint of this stage that verifies, else from the end of the stage before.
 *   <li>After each update: write a checkpoint if one is due, then tell Temporal. Only a finished update is a sign of
 *       life.
 *   <li>Told to stop, finish nothing more: the checkpoint is written, the stage goes on elsewhere.
 *   <li>At the end keep the state, then the report.
 * </ol>
 *
 * A kill at any moment costs the update at work; the state that comes out is the same to the bit.
 */
final class StageRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

    private final ObjectStore store;
    private final CheckpointStore checkpoints;
    private final States states;
    private final Tidying tidying;
    private final Deaths deaths;
    private final InstantSource clock;

    StageRunner(ObjectStore store, CheckpointStore checkpoints, States states, Deaths deaths, InstantSource clock) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.tidying = new Tidying(checkpoints);
        this.states = states;
        this.deaths = deaths;
        this.clock = clock;
    }

    /** @param heartbeat told after every update; what it throws ends the stage */
    StageReport run(StageInput input, Search search, Consumer<SearchProgress> heartbeat) {
        Fence fence = checkpoints.takeOver(input.auditId());
        Run run = begin(input, fence, mostUpdates(search, input.stage()));
        Optional<Reason> failure = Optional.empty();
        String place = Integer.toString(run.state.iteration());
        try (Deaths.Mark mark = deaths.begin(input.auditId(), "stage-" + input.stage(), place)) {
            while (run.state.stage() == input.stage() && run.state.iteration() < run.limit) {
                run.update(search);
                run.keep(heartbeat);
            }
        } catch (NonFiniteException e) {
            failure = Optional.of(Reasons.nonFinite(e.stage(), e.iteration()));
        } catch (ActivityNotExistsException e) {
            throw e; // somebody else has the audit, or nobody needs it: write nothing
        } catch (ActivityWorkerShutdownException e) {
            run.save();
            throw ApplicationFailure.newFailure(
                    "the worker is stopping; the search goes on elsewhere", "WorkerStopping");
        } catch (ActivityCompletionException e) {
            run.save(); // cancelled, paused or reset by a person
            throw e;
        } catch (Fenced e) {
            throw ApplicationFailure.newFailure(String.valueOf(e.getMessage()), "Fenced");
        }
        return finish(input, run, failure, search);
    }

    private Run begin(StageInput input, Fence fence, int limit) {
        Optional<Checkpoint> there = checkpoints
                .newest(input.auditId(), input.fingerprint())
                .checkpoint()
                .filter(checkpoint -> isOf(checkpoint, input.stage()));
        return there.map(checkpoint -> new Run(input, fence, limit, checkpoint.state(), checkpoint.reports()))
                .orElseGet(() -> new Run(input, fence, limit, states.load(input.start()), List.of()));
    }

    private static int mostUpdates(Search search, int stage) {
        return search.stages().stream()
                .filter(candidate -> candidate.id() == stage)
                .mapToInt(Stage::mostUpdates)
                .findFirst()
                .orElse(0);
    }

    /** A checkpoint belongs to the stage of its last update, even if that update has ended the stage. */
    private static boolean isOf(Checkpoint checkpoint, int stage) {
        List<UpdateReport> reports = checkpoint.reports();
        return !reports.isEmpty() && reports.get(reports.size() - 1).stage() == stage;
    }

    private StageReport finish(StageInput input, Run run, Optional<Reason> failure, Search search) {
        SearchState end =
                run.state.stage() == input.stage() && failure.isEmpty() ? search.nextStage(run.state) : run.state;
        ArtifactRef state = states.keep(AuditKeys.state(input.auditId(), Integer.toString(input.stage())), end);
        store.put(
                AuditKeys.updates(input.auditId(), input.stage()),
                AuditJson.bytes(new StageLog(
                        Updates.lines(run.reports), run.seconds(), run.updating / 1000.0, run.keeping / 1000.0)),
                "application/json");
        Optional<UpdateReport> last = end.last();
        return new StageReport(
                input.stage(),
                run.reports.size(),
                last.map(UpdateReport::loss).orElse(0.0),
                last.map(UpdateReport::targetProbability).orElse(0.0),
                state,
                failure);
    }

    @Override
    public void close() {
        tidying.close();
    }

    /** The stage on its way: the only mutable thing here. */
    private final class Run {
        private final StageInput input;
        private final Fence fence;
        private final List<UpdateReport> reports;
        private final int limit;
        private final long started = clock.millis();
        private SearchState state;
        private long updating;
        private long keeping;
        private int made;
        private int saved;
        private long savedAt = started;

        Run(StageInput input, Fence fence, int limit, SearchState state, List<UpdateReport> reports) {
            this.input = input;
            this.fence = fence;
            this.state = state;
            this.reports = new ArrayList<>(reports);
            this.limit = limit;
        }

        void update(Search search) {
            LOG.debug("begin {} {} {}", input.auditId(), state.stage(), state.iteration() + 1);
            long begin = clock.millis();
            state = search.next(state);
            updating += clock.millis() - begin;
            reports.add(state.last().orElseThrow());
            made++;
        }

        void keep(Consumer<SearchProgress> heartbeat) {
            long begin = clock.millis();
            saveIfDue();
            heartbeat.accept(progress());
            keeping += clock.millis() - begin;
        }

        private void saveIfDue() {
            Duration interval = Duration.ofSeconds(input.request().policies().checkpointSeconds());
            if (clock.millis() - savedAt >= interval.toMillis()) {
                save();
            }
        }

        void save() {
            if (made > saved) {
                Checkpoint checkpoint =
                        new Checkpoint(input.auditId(), fence.attempt(), input.fingerprint(), state, reports);
                checkpoints.write(checkpoint);
                tidying.after(checkpoint);
                saved = made;
                savedAt = clock.millis();
            }
        }

        double seconds() {
            return (clock.millis() - started) / 1000.0;
        }

        SearchProgress progress() {
            UpdateReport last = state.last().orElseThrow();
            return new SearchProgress(
                    last.stage(), last.iteration(), limit, last.loss(), last.targetProbability(), seconds() / made);
        }
    }
}
