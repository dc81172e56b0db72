package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.method.SearchState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a recorded graph reads on the way back is still there, whenever the garbage collector runs. */
class CollectorTest {
    private static final int UPDATES = 30;

    @Test
    void anUpdateHasTheSameBitsWhileTheCollectorRunsAllTheTime() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread collector = new Thread(() -> collect(over), "collector");
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search =
                        fixture.search(SearchFixture.settings(0, 3, 1, SearchSettings.DEFAULT_GRAPH_BUDGET))) {
            SearchState start = search.start(fixture.noise());
            collector.start();
            Set<SearchState> ends = new HashSet<>();
            for (int i = 0; i < UPDATES; i++) {
                ends.add(search.next(start));
            }
            assertThat(ends).hasSize(1);
        } finally {
            over.set(true);
            collector.join();
        }
    }

    // what was freed is taken again at once, and filled with something else
    private static void collect(AtomicBoolean over) {
        List<ByteBuffer> taken = new ArrayList<>();
        while (!over.get()) {
            System.gc();
            taken.clear();
            for (int i = 0; i < 500; i++) {
                taken.add(ByteBuffer.allocateDirect(4).putInt(0, i));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
