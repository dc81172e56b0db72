package io.flipside.campaign;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps up to a window's rows at work until every row has ended. When its history has grown, it goes on in a new run with
 * the little that there is to know; the audits at work do not notice.
 */
public final class AuditCampaignWorkflow implements AuditCampaign {
    /**
     * Events of a run's history after which the next one takes over. A server refuses histories of 50,000, and warns
     * from 10,000; what is under way adds a few dozen more.
     */
    static final int MOST_EVENTS = 2_000;

    /** Progress is told when so many more audits have ended. */
    static final int TELL_EVERY = 25;

    private final CampaignState begun;
    private final CampaignWindow window;
    private CampaignOrders orders;
    private int ordered;
    private int kept;
    private int told;
    private boolean over;

    /** Temporal hands the state over before any query or update. */
    @WorkflowInit
    public AuditCampaignWorkflow(CampaignState state) {
        begun = state;
        orders = state.orders();
        told = state.told();
        window = new CampaignWindow(state, () -> orders);
    }

    @Override
    public CampaignProgress run(CampaignState same) {
        // a server's own request to cancel is an order like any other: the campaign still ends with its results
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            changed(orders.cancelled(new Cancellation("cancelled in Temporal", true)));
            return reason;
        });
        CampaignProgress[] last = new CampaignProgress[1];
        Workflow.newDetachedCancellationScope(() -> last[0] = course()).run();
        return last[0];
    }

    private CampaignProgress course() {
        long started = begun.startedMillis().orElseGet(this::accepted);
        begun.open().forEach(window::watch);
        while (!over) {
            Workflow.await(() -> due(started).isPresent());
            due(started).orElseThrow().run();
        }
        CampaignProgress last = progress();
        Workflow.newActivityStub(CampaignSteps.class, CampaignOptions.results()).results(id(), last);
        announce(CampaignEvent.COMPLETED, "", facts(last));
        Workflow.await(Workflow::isEveryHandlerFinished);
        return last;
    }

    private long accepted() {
        long now = Workflow.currentTimeMillis();
        announce(CampaignEvent.ACCEPTED, "", Map.of("rows", orders.rows(), "window", window.size()));
        return now;
    }

    /** The next thing to do. Looks only: it is asked over and over. */
    private Optional<Runnable> due(long started) {
        if (ordered > kept) {
            return Optional.of(this::keep);
        }
        if (window.hasToCallOff()) {
            return Optional.of(window::callOff);
        }
        if (window.audited() / TELL_EVERY > told / TELL_EVERY) {
            return Optional.of(this::tell);
        }
        if (window.isOver()) {
            return Workflow.isEveryHandlerFinished() ? Optional.of(() -> over = true) : Optional.empty();
        }
        if (Workflow.getInfo().getHistoryLength() > MOST_EVENTS) {
            return window.isSteady() && Workflow.isEveryHandlerFinished()
                    ? Optional.of(() -> Workflow.continueAsNew(state(started)))
                    : Optional.empty();
        }
        if (window.mayRead()) {
            return Optional.of(window::read);
        }
        return window.mayTake() ? Optional.of(window::take) : Optional.empty();
    }

    private CampaignState state(long started) {
        return new CampaignState(
                window.size(), orders, window.next(), window.open(), window.counts(), told, Optional.of(started));
    }

    private void keep() {
        int version = ordered;
        steps("keep what was asked").note(id(), orders);
        kept = version;
    }

    private void tell() {
        told = window.audited() / TELL_EVERY * TELL_EVERY;
        announce(CampaignEvent.PROGRESS, Integer.toString(told), facts(progress()));
    }

    private static Map<String, Object> facts(CampaignProgress progress) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("rows", progress.rows());
        facts.put("ended", progress.ended());
        facts.put("counts", progress.counts());
        progress.cancelled().ifPresent(cancelled -> facts.put("cancelled", cancelled.reason()));
        return facts;
    }

    private void announce(String type, String discriminator, Map<String, Object> facts) {
        steps("announce " + type)
                .announce(new CampaignEvent(id(), type, discriminator, Workflow.currentTimeMillis(), facts));
    }

    private static CampaignSteps steps(String summary) {
        return Workflow.newActivityStub(CampaignSteps.class, CampaignOptions.bookkeeping(summary));
    }

    private static String id() {
        return Workflow.getInfo().getWorkflowId();
    }

    @Override
    public CampaignProgress progress() {
        return new CampaignProgress(
                orders.rows(),
                window.ended(),
                window.open().stream().map(OpenRow::number).toList(),
                window.counts(),
                window.size(),
                orders.paused(),
                orders.cancelled());
    }

    /** Takes an order, and answers when it is kept. */
    private CampaignProgress order(CampaignOrders changed) {
        int mine = changed(changed);
        Workflow.await(() -> kept >= mine);
        return progress();
    }

    private int changed(CampaignOrders changed) {
        orders = changed;
        return ++ordered;
    }

    @Override
    public CampaignProgress pause() {
        return order(orders.paused(true));
    }

    @Override
    public void checkPause() {
        requireGoingOn("pause");
        require(!orders.paused(), "the campaign is paused already. Resume it first.");
    }

    @Override
    public CampaignProgress resume() {
        return order(orders.paused(false));
    }

    @Override
    public void checkResume() {
        require(orders.paused() && !over, "the campaign is not paused.");
    }

    @Override
    public CampaignProgress cancel(Cancellation cancellation) {
        return over ? progress() : order(orders.cancelled(cancellation));
    }

    @Override
    public CampaignProgress add(ManifestPart part) {
        return order(orders.with(part));
    }

    @Override
    public void checkAdd(ManifestPart part) {
        requireGoingOn("add rows to");
        orders.with(part);
    }

    @Override
    public CampaignProgress drop(List<RowRange> rows) {
        return order(orders.without(rows));
    }

    @Override
    public void checkDrop(List<RowRange> rows) {
        requireGoingOn("drop rows of");
        for (RowRange range : rows) {
            require(
                    range.last() <= orders.rows(),
                    "there is no row " + range.last() + ": the campaign has " + orders.rows() + " rows.");
        }
        orders.without(rows);
    }

    private void requireGoingOn(String verb) {
        require(!over, "the campaign is over: there is nothing to " + verb + ".");
        require(orders.cancelled().isEmpty(), "the campaign is cancelled: there is nothing to " + verb + ".");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw ApplicationFailure.newNonRetryableFailure(otherwise, "NotNow");
        }
    }
}
