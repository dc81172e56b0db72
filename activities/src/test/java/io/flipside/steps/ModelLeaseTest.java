package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.WorkerTrouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ModelLeaseTest {
    private final AtomicLong now = new AtomicLong(1);
    private final ModelLease lease = new ModelLease(now::get);

    @Test
    void thirtyStepsOfAnyQueueUseTheModelsOneAtATime() {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> most = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Integer>> steps = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> lease.holding(() -> {}, () -> {
                    most.add(inside.incrementAndGet());
                    Thread.yield();
                    return inside.decrementAndGet();
                })))
                .toList();
        steps.forEach(CompletableFuture::join);
        assertThat(most).hasSize(30).containsOnly(1);
    }

    @Test
    void whoeverWaitsSaysSoAndCanBeCalledOff() {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Boolean> holder = held(holding, enough);
        await(holding);
        assertThatThrownBy(() -> lease.holding(
                        () -> {
                            throw new IllegalStateException("cancelled");
                        },
                        () -> "never"))
                .hasMessage("cancelled");
        enough.countDown();
        assertThat(holder.join()).isTrue();
        assertThat(lease.<String>holding(() -> {}, () -> "free again")).isEqualTo("free again");
    }

    @Test
    void aHolderThatHangsIsToldFromOneThatWorks() {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Boolean> holder = held(holding, enough);
        await(holding);
        lease.alive(Duration.ofMinutes(50));
        now.addAndGet(Duration.ofMinutes(49).toNanos());
        assertThat(lease.isStuck()).isFalse();
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(lease.isStuck()).isTrue();
        assertThatThrownBy(() -> lease.holding(() -> {}, () -> "never"))
                .isInstanceOf(WorkerTrouble.class)
                .hasMessageContaining("Restart this worker");
        enough.countDown();
        holder.join();
        assertThat(lease.isStuck()).isFalse();
    }

    @Test
    void workThatFailsGivesTheModelsBack() {
        assertThatThrownBy(() -> lease.holding(() -> {}, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(CompletableFuture.supplyAsync(() -> lease.<Integer>holding(() -> {}, () -> 1))
                        .join())
                .isEqualTo(1);
    }

    private CompletableFuture<Boolean> held(CountDownLatch holding, CountDownLatch enough) {
        return CompletableFuture.supplyAsync(() -> lease.holding(() -> {}, () -> {
            holding.countDown();
            await(enough);
            return true;
        }));
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
