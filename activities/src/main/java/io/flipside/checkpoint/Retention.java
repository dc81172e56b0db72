package io.flipside.checkpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which objects of an audit may go after a save. */
final class Retention {
    private static final int NEWEST = 2;

    private Retention() {}

    /**
     * Everything but the newest two steps and the best checkpoint, and earlier data without a manifest. Left alone are: what a
     * later attempt wrote (it may be half done), what was made with other settings, and what is damaged.
     *
     * @param keys every key of the audit
     * @param manifests those of them that are sound manifests
     * @param saved what has just been saved
     * @return in the order of deletion: of each checkpoint the manifest first, so that a kill in between leaves data
     *     that nobody trusts and a later save removes
     */
    static List<String> removable(List<String> keys, List<Saved> manifests, Checkpoint saved) {
        List<Saved> comparable = manifests.stream()
                .filter(m -> m.manifest().settingsFingerprint().equals(saved.settingsFingerprint()))
                .sorted(Saved.NEWEST_FIRST)
                .toList();
        Set<Saved> kept = kept(comparable);
        List<String> result = new ArrayList<>();
        for (Saved old : comparable) {
            if (!kept.contains(old) && old.key().attempt() <= saved.attempt()) {
                result.add(old.key().manifest());
                result.add(old.key().data());
            }
        }
        Set<String> present = new HashSet<>(keys);
        for (String name : keys) {
            Optional<CheckpointKey> key = CheckpointKey.parse(saved.audit(), name);
            if (key.isPresent()
                    && !present.contains(key.get().manifest())
                    && key.get().attempt() <= saved.attempt()
                    && !isAfter(key.get(), saved)) {
                result.add(name);
            }
        }
        return result;
    }

    // the next save may be under way while this one is tidied up: its data waits for its manifest
    private static boolean isAfter(CheckpointKey key, Checkpoint saved) {
        return key.stage() > saved.state().stage()
                || key.stage() == saved.state().stage()
                        && key.iteration() > saved.state().iteration();
    }

    private static Set<Saved> kept(List<Saved> newestFirst) {
        // two attempts at one step are one point to go back to
        List<Saved> steps = new ArrayList<>();
        for (Saved saved : newestFirst) {
            if (steps.isEmpty() || !steps.get(steps.size() - 1).isSameStepAs(saved)) {
                steps.add(saved);
            }
        }
        Set<Saved> kept = new HashSet<>(steps.subList(0, Math.min(NEWEST, steps.size())));
        steps.stream().min(Saved.BEST_FIRST).ifPresent(kept::add);
        return kept;
    }
}
