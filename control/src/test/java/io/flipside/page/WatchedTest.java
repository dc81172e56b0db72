package io.flipside.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchedTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final Watched watched = new Watched(
            () -> {
                looks.incrementAndGet();
                throw new IllegalStateException("the store is away");
            },
            view -> {
                throw new IllegalStateException();
            });

    private AssertSubscriber<LiveEvent> watch() {
        return Multi.createFrom()
                .<LiveEvent>emitter(watcher -> {
                    watcher.onTermination(() -> watched.leave(watcher));
                    watched.join(watcher);
                })
                .subscribe()
                .withSubscriber(AssertSubscriber.create(100));
    }

    @Test
    void howeverManyWatchAnAuditIsLookedAtOnceAndWhileAServiceIsAwaySignsOfLifeGoOn() {
        AssertSubscriber<LiveEvent> one = watch();
        AssertSubscriber<LiveEvent> other = watch();
        for (int i = 0; i < 30; i++) {
            assertThat(watched.look()).isTrue();
        }
        assertThat(looks).hasValue(30);
        assertThat(one.getItems()).hasSize(2).allMatch(event -> event.name().equals(LiveEvent.BEAT));
        assertThat(other.getItems()).isEqualTo(one.getItems());
    }

    @Test
    void whoeverIsGoneIsToldNothing() {
        AssertSubscriber<LiveEvent> one = watch();
        one.cancel();
        for (int i = 0; i < 20; i++) {
            watched.look();
        }
        assertThat(one.getItems()).isEmpty();
    }
}
