package io.flipside.checkpoint;

import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import io.flipside.store.StoreUnavailable;
import java.util.Locale;

/**
 * Ownership of an audit by attempt, kept in the object store. The highest attempt owns it.
 *
 * <p>Each attempt is an object of its own, written once, by the only one whom the store lets write it: {@code
 * audits/<audit>/checkpoints/fence/<attempt>}. Attempts have no gaps, so an owner is one whose successor does not exist.
 * Nothing is ever replaced, and a store needs no conditional replacement (which some only emulate) to be safe.
 *
 * <p>A check and the write after it are two calls, so a worker that pauses between them may still write once after it
 * has lost the audit. That is harmless: its attempt is part of its keys, so it replaces nothing of its successor, and
 * readers prefer the higher attempt at equal steps (where both are bit-identical anyway).
 */
public final class Fence {
    private static final int ROUNDS = 50;

    private final ObjectStore store;
    private final String audit;
    private final long attempt;

    Fence(ObjectStore store, String audit, long attempt) {
        CheckpointKey.check(audit, attempt);
        this.store = store;
        this.audit = audit;
        this.attempt = attempt;
    }

    /** Its number, from 1. */
    public long attempt() {
        return attempt;
    }

    /**
     * Nothing happens while we own the audit. One look at one key: this is asked before every checkpoint.
     *
     * @throws Fenced if a higher attempt has taken it over
     */
    public void check() {
        if (store.stat(key(attempt + 1)).isPresent()) {
            throw new Fenced(audit, attempt, owner(store, audit));
        }
    }

    /** Takes the audit over from whoever has it. */
    static Fence next(ObjectStore store, String audit) {
        for (int round = 0; round < ROUNDS; round++) {
            Fence next = new Fence(store, audit, owner(store, audit) + 1);
            if (next.write()) {
                return next;
            }
        }
        throw new StoreUnavailable("Others keep acquiring audit " + audit + ".");
    }

    /** Whether this call, and no other, has written it. */
    private boolean write() {
        return store.create(key(attempt), Content.of(new byte[0]), "application/octet-stream");
    }

    private String key(long number) {
        return folder(audit) + String.format(Locale.ROOT, "%018d", number);
    }

    // 0 if nobody has acquired it
    private static long owner(ObjectStore store, String audit) {
        CheckpointKey.check(audit, 1);
        String folder = folder(audit);
        return store.list(folder).stream()
                .map(key -> key.substring(folder.length()))
                .filter(name -> name.matches("[0-9]{18}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    private static String folder(String audit) {
        return CheckpointKey.folder(audit) + "fence/";
    }
}
