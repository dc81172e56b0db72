package io.flipside.campaign;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.CounterfactualAudit;
import io.flipside.audit.Verdict;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The rows of a campaign in their order: those ahead, those at work and how many ended how. What becomes of one row
 * touches no other.
 */
final class CampaignWindow {
    /** How a row ended that was dropped before it began. */
    static final String DROPPED = "dropped";

    /** How a row ended that had not begun when its campaign was cancelled. */
    static final String NOT_BEGUN = "not-begun";

    private final String campaignId = Workflow.getInfo().getWorkflowId();
    private final CampaignSteps reading =
            Workflow.newActivityStub(CampaignSteps.class, CampaignOptions.bookkeeping("read the next rows"));
    private final CampaignSteps settling = Workflow.newActivityStub(CampaignSteps.class, CampaignOptions.settling());
    private final Supplier<CampaignOrders> orders;
    private final int most;
    private final Deque<CampaignRow> ahead = new ArrayDeque<>();
    private final NavigableMap<Integer, String> open = new TreeMap<>();
    private final NavigableSet<Integer> calledOff = new TreeSet<>();
    private final NavigableMap<String, Integer> counts;
    private int next;
    private int starting;

    /** @param orders what people ask, whenever it is asked for */
    CampaignWindow(CampaignState state, Supplier<CampaignOrders> orders) {
        this.orders = orders;
        this.most = state.window();
        this.next = state.next();
        this.counts = new TreeMap<>(state.counts());
    }

    int size() {
        return most;
    }

    int next() {
        return next;
    }

    List<OpenRow> open() {
        return open.entrySet().stream()
                .map(row -> new OpenRow(row.getKey(), row.getValue()))
                .toList();
    }

    /** Ended rows by the word for how they ended. */
    Map<String, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** Rows that ended, however. */
    int ended() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Rows whose audits ended. */
    int audited() {
        return ended() - counts.getOrDefault(DROPPED, 0) - counts.getOrDefault(NOT_BEGUN, 0);
    }

    /** Whether every row has ended. */
    boolean isOver() {
        return next > orders.get().rows() && open.isEmpty();
    }

    /** Whether no audit is between being asked for and being known to run: only then it outlives this run. */
    boolean isSteady() {
        return starting == 0;
    }

    boolean mayRead() {
        return ahead.isEmpty() && next <= orders.get().rows();
    }

    void read() {
        ahead.addAll(reading.rows(campaignId, orders.get().parts(), next).rows());
    }

    /** Whether the next row may be taken up: at once if nothing is to begin, else when there is room. */
    boolean mayTake() {
        if (ahead.isEmpty()) {
            return false;
        }
        CampaignRow row = ahead.getFirst();
        boolean begins = row.ended().isEmpty() && !row.begun() && word(row).isEmpty();
        return !begins || !orders.get().paused() && open.size() < most;
    }

    void take() {
        CampaignRow row = ahead.removeFirst();
        next = row.number() + 1;
        row.ended().or(() -> word(row)).ifPresentOrElse(this::count, () -> begin(row));
    }

    /** How a row ends that must not begin; empty if it may, or has. */
    private Optional<String> word(CampaignRow row) {
        if (row.begun()) {
            return Optional.empty();
        }
        if (orders.get().isDropped(row.number())) {
            return Optional.of(DROPPED);
        }
        return orders.get().cancelled().map(cancelled -> NOT_BEGUN);
    }

    private void begin(CampaignRow row) {
        if (row.begun() && orders.get().cancelled().isPresent()) {
            watch(new OpenRow(row.number(), row.auditId()));
            return;
        }
        open.put(row.number(), row.auditId());
        starting++;
        AuditRequest request = row.request().orElseThrow();
        CounterfactualAudit audit =
                Workflow.newChildWorkflowStub(CounterfactualAudit.class, CampaignOptions.audit(row.auditId(), request));
        Async.procedure(() -> settle(row.number(), ended(audit, request)));
    }

    /** Waits for a row whose audit is at work already. */
    void watch(OpenRow row) {
        open.put(row.number(), row.auditId());
        Async.procedure(() -> settle(row.number(), Optional.empty()));
    }

    /** Waits for an audit, which may be at work or over already; what Temporal says of one that failed. */
    private Optional<String> ended(CounterfactualAudit audit, AuditRequest request) {
        Promise<AuditOutcome> outcome = Async.function(audit::run, request);
        try {
            try {
                Workflow.getWorkflowExecution(audit).get();
            } finally {
                starting--;
            }
            outcome.get();
            return Optional.empty();
        } catch (ChildWorkflowFailure e) {
            return e.getCause() instanceof WorkflowExecutionAlreadyStarted
                    ? Optional.empty()
                    : Optional.of(String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }

    private void settle(int row, Optional<String> lost) {
        String word;
        try {
            word = settling.settle(new SettleInput(campaignId, orders.get().parts(), row, lost));
        } catch (ActivityFailure e) {
            word = Verdict.FAILED.word(); // what came of it cannot be kept; the others go on
        }
        open.remove(row);
        count(word);
    }

    private void count(String word) {
        counts.merge(word, 1, Integer::sum);
    }

    /** Whether an audit is at work that a cancellation is to end and that was not told. */
    boolean hasToCallOff() {
        return orders.get().cancelled().filter(Cancellation::audits).isPresent()
                && !calledOff.containsAll(open.keySet());
    }

    /** Tells every audit at work that it is to end. One that is over takes no signal, and needs none. */
    void callOff() {
        String reason = orders.get().cancelled().map(Cancellation::reason).orElse("");
        open().stream().filter(row -> calledOff.add(row.number())).forEach(row -> callOff(row.auditId(), reason));
    }

    private static void callOff(String auditId, String reason) {
        try {
            Workflow.newExternalWorkflowStub(CounterfactualAudit.class, auditId).cancel(reason);
        } catch (SignalExternalWorkflowException e) {
            // it has ended meanwhile, and will be settled
        }
    }
}
