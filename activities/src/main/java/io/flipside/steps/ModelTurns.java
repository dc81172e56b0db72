package io.flipside.steps;

import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StepInput;
import io.flipside.record.Memo;
import io.flipside.record.SearchProgress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Around the steps with a model, one at a time in a process, whichever queue they come from. Each
 *
 * <ol>
 *   <li>gives the answer again that it gave before, if it did;
 *   <li>waits until the models are free;
 *   <li>gives signs of life while it does its work, and keeps the answer.
 * </ol>
 */
final class ModelTurns implements AutoCloseable {
    private static final Duration LONGEST_SILENT_WORK = Duration.ofMinutes(50);

    private final Memo memo;
    private final MemoryLadder ladder;
    private final Runnable letGo;
    private final ModelLease lease = new ModelLease(System::nanoTime);
    private final Heartbeats heartbeats = new Heartbeats(LONGEST_SILENT_WORK);

    /**
     * @param ladder what is tried when a step finds too little memory
     * @param letGo frees what the step has left on the device
     */
    ModelTurns(Memo memo, MemoryLadder ladder, Runnable letGo) {
        this.memo = memo;
        this.ladder = ladder;
        this.letGo = letGo;
    }

    <I extends StepInput, O> O run(Step<I, O> step, I input, StepContext context) {
        Supplier<O> once = () -> ladder.climbing(input.auditId(), () -> step.once(memo, input, context), letGo);
        return step.known(memo, input)
                .orElseGet(() -> lease.holding(
                        () -> context.heartbeat("waits for this worker's models"),
                        () -> step.tellsUpdates() ? once.get() : silently(step.name(input), context, once)));
    }

    /** Work of the step that holds the models, and that has nothing to show until it is done. */
    <T> T silently(String what, StepContext context, Supplier<T> work) {
        lease.alive(LONGEST_SILENT_WORK);
        return heartbeats.during(what, context, work);
    }

    /** An update is done by the step that holds the models; the next may take as long as other silent work. */
    void updated(StageInput input, StepContext context, SearchProgress progress) {
        lease.alive(LONGEST_SILENT_WORK.plusSeconds(input.request().policies().heartbeatSeconds()));
        context.heartbeat(progress);
    }

    /** Whether the step that holds the models seems to hang. */
    boolean isStuck() {
        return lease.isStuck();
    }

    @Override
    public void close() {
        heartbeats.close();
    }
}
