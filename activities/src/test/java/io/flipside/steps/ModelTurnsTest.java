package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.PrepareInput;
import io.flipside.explain.ComputeSettings;
import io.flipside.record.Memo;
import io.flipside.store.MemoryStore;
import io.flipside.store.StoreUnavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ModelTurnsTest {
    private final MemoryStore store = new MemoryStore();
    private final Memo memo = new Memo(store);
    private final ModelTurns turns = new ModelTurns(memo, new MemoryLadder(ComputeSettings.DEFAULT), () -> {});
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        turns.close();
    }

    /** A step that does what a test says. */
    private static final class Work extends Step<PrepareInput, String> {
        private final Supplier<String> answers;

        Work(Supplier<String> answers) {
            super("work", String.class);
            this.answers = answers;
        }

        @Override
        String run(PrepareInput input, StepContext context) {
            return answers.get();
        }
    }

    private String turn(String audit, Supplier<String> answer, StepContext context) {
        return turns.run(new Work(answer), new PrepareInput(audit, TinyAudit.REQUEST), context);
    }

    private String counted() {
        return "answer " + done.incrementAndGet();
    }

    @Test
    void whatWasAnsweredIsAnsweredAgainAndEachAuditHasItsOwnAnswer() {
        assertThat(turn("a", this::counted, TinyAudit.SILENT)).isEqualTo("answer 1");
        assertThat(turn("a", this::counted, TinyAudit.SILENT)).isEqualTo("answer 1");
        assertThat(turn("b", this::counted, TinyAudit.SILENT)).isEqualTo("answer 2");
    }

    @Test
    void ofTwoWorkersAtOneStepTheFirstToFinishCounts() {
        String answer = turn(
                "a",
                () -> {
                    memo.keep("a", "work", String.class, "the other's");
                    return "ours";
                },
                TinyAudit.SILENT);
        assertThat(answer).isEqualTo("the other's");
    }

    @Test
    void aStepThatFailedLeavesNoAnswerAndIsDoneAnew() {
        assertThatThrownBy(() -> turn(
                        "a",
                        () -> {
                            throw new StoreUnavailable("away");
                        },
                        TinyAudit.SILENT))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(turn("a", this::counted, TinyAudit.SILENT)).isEqualTo("answer 1");
    }

    @Test
    void aStepThatIsCalledOffWhileItWaitsIsNotDone() {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<String> holder = CompletableFuture.supplyAsync(() -> turn(
                "a",
                () -> {
                    holding.countDown();
                    await(enough);
                    return counted();
                },
                TinyAudit.SILENT));
        await(holding);
        StepContext calledOff = details -> {
            throw new StepStopped(StepStopped.Why.CALLED_OFF, new IllegalStateException());
        };
        assertThatThrownBy(() -> turn("b", this::counted, calledOff)).isInstanceOf(StepStopped.class);
        enough.countDown();
        assertThat(holder.join()).isEqualTo("answer 1");
    }

    @Test
    void silentWorkGivesSignsOfLifeThatCannotEndIt() {
        CountDownLatch beats = new CountDownLatch(2);
        List<Object> told = new CopyOnWriteArrayList<>();
        StepContext context = details -> {
            told.add(details);
            beats.countDown();
            throw new StepStopped(StepStopped.Why.WORKER_STOPS, new IllegalStateException());
        };
        assertThat(turn(
                        "a",
                        () -> {
                            await(beats);
                            return counted();
                        },
                        context))
                .isEqualTo("answer 1");
        assertThat(told).containsOnly("work");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
