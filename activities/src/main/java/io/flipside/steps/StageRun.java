package io.flipside.steps;

import io.flipside.audit.step.StageInput;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.record.SearchProgress;
import io.flipside.record.StageLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage of a search on its way, and when it was last written down: the only mutable thing about it. */
final class StageRun {
    private static final Logger LOG = LoggerFactory.getLogger(SearchStage.class);

    /** Writes down how far it is. */
    @FunctionalInterface
    interface Keeper {
        void keep(SearchState state, List<UpdateReport> reports);
    }

    private final StageInput input;
    private final Search search;
    private final Keeper keeper;
    private final InstantSource clock;
    private final List<UpdateReport> reports = new ArrayList<>();
    private final int limit;
    private final long started;
    private SearchState state;
    private long updating;
    private long keeping;
    private int made;
    private int saved;
    private long savedAt;

    /**
     * @param state where it goes on
     * @param before reports of the updates of this stage that led there
     */
    StageRun(
            StageInput input,
            Search search,
            SearchState state,
            List<UpdateReport> before,
            Keeper keeper,
            InstantSource clock) {
        this.input = input;
        this.search = search;
        this.state = state;
        this.reports.addAll(before);
        this.keeper = keeper;
        this.clock = clock;
        this.started = clock.millis();
        this.savedAt = started;
        this.limit = search.stages().stream()
                .filter(candidate -> candidate.id() == input.stage())
                .mapToInt(Stage::mostUpdates)
                .findFirst()
                .orElse(0);
    }

    /** Whether an update is left. */
    boolean goesOn() {
        return state.stage() == input.stage() && state.iteration() < limit;
    }

    void update() {
        LOG.debug("begin {} {} {}", input.auditId(), state.stage(), state.iteration() + 1);
        long begin = clock.millis();
        state = search.next(state);
        updating += clock.millis() - begin;
        reports.add(state.last().orElseThrow());
        made++;
    }

    /** Writes it down if that is due, and tells of it. */
    void keep(Consumer<SearchProgress> told) {
        long begin = clock.millis();
        Duration interval = Duration.ofSeconds(input.request().policies().checkpointSeconds());
        if (begin - savedAt >= interval.toMillis()) {
            save();
        }
        told.accept(progress());
        keeping += clock.millis() - begin;
    }

    /** Writes down what is not. */
    void save() {
        if (made > saved) {
            keeper.keep(state, reports);
            saved = made;
            savedAt = clock.millis();
        }
    }

    SearchState state() {
        return state;
    }

    /** How far it is, among all places where a worker may die. */
    String place() {
        return Integer.toString(state.iteration());
    }

    StageLog log() {
        return new StageLog(
                Optional.of(label()), Updates.lines(reports), seconds(), updating / 1000.0, keeping / 1000.0);
    }

    private double seconds() {
        return (clock.millis() - started) / 1000.0;
    }

    private SearchProgress progress() {
        UpdateReport last = state.last().orElseThrow();
        return new SearchProgress(
                last.stage(),
                Optional.of(label()),
                last.iteration(),
                limit,
                last.loss(),
                last.targetProbability(),
                seconds() / made);
    }

    private String label() {
        return StageLabels.of(search.stages(), input.stage());
    }
}
