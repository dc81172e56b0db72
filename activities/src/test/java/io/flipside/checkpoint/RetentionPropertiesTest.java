package io.flipside.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.flipside.file.ScratchFolder;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import io.flipside.store.FolderStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever is written in whatever order: what a search needs to go on stays, and there is never more than a few. */
class RetentionPropertiesTest {
    private static final String AUDIT = "audit";
    private static final int MOST = 3;

    /** One write: of which step, by which attempt, how good, and with which settings. */
    record Write(int stage, int iteration, long attempt, double probability, String settings) {
        CheckpointKey key() {
            return new CheckpointKey(AUDIT, stage, iteration, attempt);
        }

        Saved saved() {
            List<UpdateReport> reports = reports();
            return new Saved(
                    key(),
                    new Manifest(
                            2,
                            AUDIT,
                            attempt,
                            settings,
                            stage,
                            iteration,
                            Map.of(),
                            "0".repeat(64),
                            1,
                            List.of(),
                            reports));
        }

        private List<UpdateReport> reports() {
            return List.of(new UpdateReport(
                    stage, iteration, Map.of("loss", 1 - probability, "targetProbability", probability)));
        }

        Checkpoint checkpoint() {
            List<UpdateReport> reports = reports();
            Checkpoint any = Searches.at(AUDIT, 1);
            SearchState state =
                    new SearchState(stage, iteration, any.state().latents(), Map.of(), Checkpoint.last(reports));
            return new Checkpoint(AUDIT, attempt, settings, state, reports);
        }

        boolean isSameStepAs(Write other) {
            return stage == other.stage && iteration == other.iteration;
        }
    }

    /** Newest first, of two attempts at one step the later. */
    private static final Comparator<Write> NEWEST = Comparator.comparingInt(Write::stage)
            .thenComparingInt(Write::iteration)
            .thenComparingLong(Write::attempt)
            .reversed();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theNewestTwoAndTheBestStayAndOfAllThereAreNeverMoreThanThree(
            @ForAll @Size(min = 1, max = 14) List<@From("writes") Write> writes) {
        Map<String, Write> there = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (Write write : writes) {
            Map<String, Write> before = withThis(there, write);
            keys.add(write.key().data());
            keys.add(write.key().manifest());
            List<String> removable = Retention.removable(
                    List.copyOf(keys),
                    before.values().stream().map(Write::saved).toList(),
                    write.checkpoint());
            removable.forEach(keys::remove);
            there.clear();
            before.forEach((manifest, w) -> {
                if (keys.contains(manifest)) {
                    there.put(manifest, w);
                }
            });

            List<Write> comparable = before.values().stream()
                    .filter(w -> w.settings().equals(write.settings()))
                    .sorted(NEWEST)
                    .toList();
            assertThat(there.values())
                    .as("the newest")
                    .contains(comparable.get(0))
                    .as("other settings")
                    .containsAll(before.values().stream()
                            .filter(w -> !w.settings().equals(write.settings()))
                            .toList())
                    .as("of a later attempt")
                    .containsAll(comparable.stream()
                            .filter(w -> w.attempt() > write.attempt())
                            .toList());
            comparable.stream()
                    .filter(w -> !w.isSameStepAs(comparable.get(0)))
                    .findFirst()
                    .ifPresent(second -> assertThat(there.values()).contains(second));
            // of a step that two attempts reached only the later one counts
            double best = steps(comparable).stream()
                    .mapToDouble(Write::probability)
                    .max()
                    .orElseThrow();
            assertThat(there.values())
                    .as("the best")
                    .anyMatch(w -> w.settings().equals(write.settings()) && w.probability() == best);
            assertThat(there.values().stream()
                            .filter(w -> w.settings().equals(write.settings()) && w.attempt() <= write.attempt()))
                    .hasSizeLessThanOrEqualTo(MOST);
            // and each has its data
            there.values().forEach(w -> assertThat(keys).contains(w.key().data()));
        }
    }

    private static Map<String, Write> withThis(Map<String, Write> there, Write write) {
        Map<String, Write> with = new LinkedHashMap<>(there);
        with.put(write.key().manifest(), write);
        return with;
    }

    private static List<Write> steps(List<Write> newestFirst) {
        List<Write> steps = new ArrayList<>();
        for (Write write : newestFirst) {
            if (steps.isEmpty() || !steps.get(steps.size() - 1).isSameStepAs(write)) {
                steps.add(write);
            }
        }
        return steps;
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void theStoreGivesBackTheNewestAndTheBestInAnyOrderOfWrites(
            @ForAll @Size(min = 1, max = 8) List<@From("steps") Integer> order) {
        try (NDManager manager = NDManager.newBaseManager();
                ScratchFolder folder = ScratchFolder.create("retention")) {
            FolderStore objects = new FolderStore(folder.path().resolve("store"));
            CheckpointStore store =
                    new CheckpointStore(objects, manager, folder.path().resolve("scratch"));
            order.forEach(step -> store.save(Searches.at(AUDIT, step, 1, probability(step))));

            int newest = order.stream().mapToInt(i -> i).max().orElseThrow();
            int best = order.stream()
                    .max(Comparator.comparingDouble(RetentionPropertiesTest::probability))
                    .orElseThrow();
            assertThat(store.newest(AUDIT, Searches.SETTINGS))
                    .isEqualTo(
                            new Restored(Optional.of(Searches.at(AUDIT, newest, 1, probability(newest))), List.of()));
            assertThat(store.best(AUDIT, Searches.SETTINGS).checkpoint())
                    .hasValue(Searches.at(AUDIT, best, 1, probability(best)));
            assertThat(objects.list("audits/" + AUDIT + "/checkpoints/0001/")).hasSizeLessThanOrEqualTo(2 * MOST);
        }
    }

    // another order than that of the steps
    private static double probability(int step) {
        return step * 7 % 13 / 13.0;
    }

    @Provide
    Arbitrary<Integer> steps() {
        return Arbitraries.integers().between(1, 12);
    }

    @Provide
    Arbitrary<Write> writes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.integers().between(0, 20).map(i -> i / 20.0),
                        Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just("a")), Tuple.of(1, Arbitraries.just("b"))))
                .as(Write::new);
    }
}
