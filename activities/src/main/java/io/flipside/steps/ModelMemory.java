package io.flipside.steps;

import io.flipside.explain.ComputeSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The models in memory. They stay between the steps of an audit and between audits. Small sets stay side by side, so
 * that audits of different models may take turns; a large one takes the place of all others, for two rarely fit.
 */
final class ModelMemory implements AutoCloseable {
    private final long mostBytes;
    private final MemoryLadder ladder;
    /** The one used last comes first. */
    private final Deque<LoadedModels> sets = new ArrayDeque<>();

    private volatile boolean warm;

    /**
     * @param mostBytes size of the files of all sets together, unless there is one only
     * @param ladder how they are kept and computed
     */
    ModelMemory(long mostBytes, MemoryLadder ladder) {
        this.mostBytes = mostBytes;
        this.ladder = ladder;
    }

    /** The models of these files, read if they are not there, or if the files have changed. */
    LoadedModels get(ModelFiles wanted) {
        ComputeSettings compute = ladder.settings();
        Optional<LoadedModels> there = sets.stream()
                .filter(set -> set.areFrom(wanted, compute.generator()))
                .findFirst();
        there.ifPresent(sets::remove);
        if (there.isPresent() && there.get().areCurrent()) {
            sets.addFirst(there.get());
            return there.get();
        }
        there.ifPresent(LoadedModels::close);
        makeRoom(wanted.stamps().bytes());
        LoadedModels fresh = LoadedModels.load(wanted, compute);
        sets.addFirst(fresh);
        warm = true;
        return fresh;
    }

    private void makeRoom(long bytes) {
        while (!sets.isEmpty() && sets.stream().mapToLong(LoadedModels::bytes).sum() + bytes > mostBytes) {
            sets.removeLast().close();
        }
        warm = !sets.isEmpty();
    }

    /** Whether any are in memory. May be asked by any thread. */
    boolean isWarm() {
        return warm;
    }

    @Override
    public void close() {
        sets.forEach(LoadedModels::close);
        sets.clear();
        warm = false;
    }
}
