package io.flipside.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDManager;
import io.flipside.store.ArtifactStore;
import io.flipside.store.ObjectStore;
import io.flipside.store.StoreUnavailable;
import io.flipside.store.TestStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write, what stays, and what a kill leaves behind. */
class CheckpointOwnershipTest {
    private static final String SETTINGS = Searches.SETTINGS;

    @TempDir
    static Path root;

    private static NDManager manager;
    private static TestStore service;
    private static ArtifactStore objects;
    private static CheckpointStore checkpoints;

    @BeforeAll
    static void start() {
        manager = NDManager.newBaseManager();
        service = new TestStore(root.resolve("s3"));
        objects = service.store();
        checkpoints = over(objects);
    }

    @AfterAll
    static void stop() {
        service.close();
        manager.close();
    }

    @Test
    void stopsAWorkerThatLostItsAudit() {
        Fence first = checkpoints.takeOver("lost");
        checkpoints.save(Searches.at("lost", 1));
        Fence second = checkpoints.takeOver("lost");
        List<String> before = objects.list("audits/lost/");
        assertThatExceptionOfType(Fenced.class)
                .isThrownBy(() -> checkpoints.save(Searches.at("lost", 2)))
                .withMessageContainingAll("1", "2", "lost");
        assertThatExceptionOfType(Fenced.class).isThrownBy(first::check);
        assertThat(objects.list("audits/lost/")).isEqualTo(before);
        second.check();
        assertThat(second.attempt()).isEqualTo(2);
        checkpoints.save(Searches.byAttempt(Searches.at("lost", 2), 2));
        assertThat(checkpoints
                        .newest("lost", SETTINGS)
                        .checkpoint()
                        .orElseThrow()
                        .attempt())
                .isEqualTo(2);
    }

    @Test
    void givesEveryOneThatTakesOverItsOwnAttemptAndTheAuditToTheHighest() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Map<Long, Fence> attempts = new HashMap<>();
        try {
            List<Future<Fence>> racing = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                racing.add(threads.submit(() -> checkpoints.takeOver("over")));
            }
            for (Future<Fence> one : racing) {
                attempts.put(one.get().attempt(), one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(attempts).hasSize(12);
        attempts.remove(12L).check();
        assertThat(attempts.values())
                .allSatisfy(lower -> assertThatExceptionOfType(Fenced.class).isThrownBy(lower::check));
        assertThat(checkpoints.takeOver("over").attempt()).isEqualTo(13);
    }

    @Test
    void leavesALateWriteOfAFormerOwnerHarmless() {
        // its checks have passed before the audit was taken over: the write itself comes late
        checkpoints.save(Searches.at("late", 1));
        checkpoints.save(Searches.byAttempt(Searches.at("late", 2), 2));
        checkpoints.save(Searches.at("late", 2));
        Restored restored = checkpoints.newest("late", SETTINGS);
        assertThat(restored.checkpoint()).hasValue(Searches.byAttempt(Searches.at("late", 2), 2));
        assertThat(restored.skipped()).isEmpty();
        // a former owner never removes what its successor wrote
        for (int step = 3; step < 7; step++) {
            checkpoints.save(Searches.at("late", step));
        }
        assertThat(objects.list("audits/late/")).contains(new CheckpointKey("late", 1, 2, 2).manifest());
    }

    @Test
    void keepsTheNewestTwoAndTheBestExactly() {
        double[] probabilities = {0.1, 0.8, 0.3, 0.8, 0.2, 0.9, 0.1, 0.1, 0.1};
        List<List<Integer>> kept = List.of(
                List.of(1),
                List.of(1, 2),
                List.of(2, 3),
                List.of(3, 4), // as probable as 2, with a lower loss
                List.of(4, 5),
                List.of(5, 6),
                List.of(6, 7),
                List.of(6, 7, 8),
                List.of(6, 8, 9));
        for (int step = 1; step <= probabilities.length; step++) {
            checkpoints.save(Searches.at("kept", step, 1, probabilities[step - 1]));
            List<String> expected = kept.get(step - 1).stream()
                    .map(s -> new CheckpointKey("kept", 1, s, 1))
                    .flatMap(key -> List.of(key.manifest(), key.data()).stream())
                    .toList();
            assertThat(objects.list("audits/kept/")).as("after step %d", step).containsExactlyElementsOf(expected);
        }
        assertThat(checkpoints.best("kept", SETTINGS).checkpoint()).hasValue(Searches.at("kept", 6, 1, 0.9));
    }

    @Test
    void survivesAKillAfterEveryOperationOfASave() {
        for (boolean answered : new boolean[] {true, false}) {
            int operations = 0;
            boolean whole = false;
            while (!whole) {
                whole = killed("kill-%s-%d".formatted(answered, operations), operations, answered);
                operations++;
            }
            // fence, data, manifest, fence, list, manifests and two deletions at least
            assertThat(operations).isGreaterThan(8);
        }
    }

    /** Whether the save needed no more than that many operations. */
    private static boolean killed(String audit, int operations, boolean answered) {
        checkpoints.takeOver(audit);
        for (int step = 1; step <= 3; step++) {
            checkpoints.save(Searches.at(audit, step, 1, 0.5 / step));
        }
        Checkpoint previous = Searches.at(audit, 3, 1, 0.5 / 3);
        Checkpoint next = Searches.at(audit, 4, 1, 0.4);
        boolean whole = true;
        try {
            over(failing(operations, answered)).save(next);
        } catch (StoreUnavailable e) {
            whole = false;
        }
        Restored restored = checkpoints.newest(audit, SETTINGS);
        assertThat(restored.skipped()).isEmpty();
        assertThat(restored.checkpoint()).get().isIn(previous, next);
        if (whole) {
            assertThat(restored.checkpoint()).hasValue(next);
        }
        assertThat(checkpoints.best(audit, SETTINGS).checkpoint()).hasValue(Searches.at(audit, 1, 1, 0.5));

        // whoever comes next goes on, and tidies up
        checkpoints.takeOver(audit);
        Checkpoint from = restored.checkpoint().orElseThrow();
        for (int step = from.state().iteration() + 1; step <= 5; step++) {
            checkpoints.save(Searches.at(audit, step, 2, 0.1));
        }
        assertThat(checkpoints.newest(audit, SETTINGS))
                .isEqualTo(new Restored(Optional.of(Searches.at(audit, 5, 2, 0.1)), List.of()));
        assertThat(objects.list("audits/" + audit + "/")).hasSize(3 * 2 + 2);
        return whole;
    }

    @Test
    void aKillWhileAPieceOfTheLogIsWrittenLeavesTheCheckpointBefore() {
        for (int operations = 0; operations < 6; operations++) {
            String audit = "piece-" + operations;
            Checkpoint previous = Searches.at(audit, 32);
            Checkpoint next = Searches.at(audit, 33);
            checkpoints.save(previous);
            CheckpointStore interrupted = over(failing(operations, false));
            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> interrupted.save(next));
            Restored restored = checkpoints.newest(audit, SETTINGS);
            assertThat(restored.skipped()).isEmpty();
            assertThat(restored.checkpoint()).get().isIn(previous, next);
            checkpoints.save(next);
            assertThat(checkpoints.newest(audit, SETTINGS).checkpoint()).hasValue(next);
        }
    }

    @Test
    void aCheckpointAsARuleTakesThreeRequests() {
        AtomicInteger requests = new AtomicInteger();
        CheckpointStore counted = over((ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    requests.addAndGet(method.getName().equals("uri") || method.isDefault() ? 0 : 1);
                    return method.isDefault()
                            ? InvocationHandler.invokeDefault(proxy, method, arguments)
                            : method.invoke(objects, arguments);
                }));
        counted.write(Searches.at("count", 65)); // two pieces and three requests
        assertThat(requests.getAndSet(0)).isEqualTo(5);
        counted.write(Searches.at("count", 66));
        assertThat(requests).hasValue(3);
    }

    @Test
    void repeatsASaveWhoseAnswerWasLost() {
        checkpoints.save(Searches.at("again", 1));
        for (int operations = 0; operations < 6; operations++) {
            CheckpointStore interrupted = over(failing(operations, false));
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> interrupted.save(Searches.at("again", 2)));
        }
        checkpoints.save(Searches.at("again", 2));
        assertThat(checkpoints.newest("again", SETTINGS))
                .isEqualTo(new Restored(Optional.of(Searches.at("again", 2)), List.of()));
    }

    private static CheckpointStore over(ObjectStore store) {
        return new CheckpointStore(store, manager, root.resolve("scratch"));
    }

    /** The real store, gone after some operations; the first that fails may have been done all the same. */
    private static ObjectStore failing(int operations, boolean answered) {
        AtomicInteger left = new AtomicInteger(operations);
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("uri")) {
                        return objects.uri((String) arguments[0]);
                    }
                    int before = left.getAndDecrement();
                    if (before > 0 || (before == 0 && !answered)) {
                        Object result;
                        try {
                            result = method.invoke(objects, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (before > 0) {
                            return result;
                        }
                    }
                    throw new StoreUnavailable("the test has cut the line");
                });
    }
}
