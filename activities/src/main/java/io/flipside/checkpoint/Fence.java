package io.flipside.checkpoint;

import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import io.flipside.store.StoreUnavailable;
import io.flipside.store.Versioned;
import java.util.Optional;

/**
 * Ownership of an audit by attempt, kept in the object store. The highest attempt that ever acquired it owns it.
 *
 * <p>A check and the write after it are two calls, so a worker that pauses between them may still write once after it
 * has lost the audit. That is harmless: its attempt is part of its keys, so it replaces nothing of its successor, and
 * readers prefer the higher attempt at equal steps (where both are bit-identical anyway).
 */
public final class Fence {
    private static final long MOST_BYTES = 1024;
    private static final int ROUNDS = 50;

    private final ObjectStore store;
    private final String audit;
    private final long attempt;
    private final String key;

    Fence(ObjectStore store, String audit, long attempt) {
        CheckpointKey.check(audit, attempt);
        this.store = store;
        this.audit = audit;
        this.attempt = attempt;
        this.key = CheckpointKey.folder(audit) + "fence.json";
    }

    /** What the object holds. */
    record Owner(long attempt) {}

    /** Whose ownership this is about. */
    public String audit() {
        return audit;
    }

    /** The token that was acquired. */
    public long attempt() {
        return attempt;
    }

    /**
     * Nothing happens while we own the audit.
     *
     * @throws Fenced if a higher attempt has acquired it
     */
    public void check() {
        owner(store.version(key, MOST_BYTES));
    }

    /** Takes the audit over from any lower attempt; to acquire twice does no harm. */
    void acquire() {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Versioned> there = store.version(key, MOST_BYTES);
            if (owner(there) == attempt) {
                return;
            }
            Content ours = Content.of(SealedJson.write(new Owner(attempt)));
            if (store.replace(key, there.map(Versioned::etag), ours, CheckpointStore.JSON)) {
                return;
            }
        }
        throw new StoreUnavailable("Others keep acquiring audit " + audit + ".");
    }

    /** Takes the audit over from whoever has it. */
    static Fence next(ObjectStore store, String audit) {
        for (int round = 0; round < ROUNDS; round++) {
            Fence highest = new Fence(store, audit, Long.MAX_VALUE);
            Optional<Versioned> there = store.version(highest.key, MOST_BYTES);
            Fence next = new Fence(store, audit, highest.owner(there) + 1);
            Content ours = Content.of(SealedJson.write(new Owner(next.attempt)));
            if (store.replace(next.key, there.map(Versioned::etag), ours, CheckpointStore.JSON)) {
                return next;
            }
        }
        throw new StoreUnavailable("Others keep acquiring audit " + audit + ".");
    }

    // A damaged fence fences nobody: it is a brake, not the guarantee, and must not hold an audit up for ever.
    private long owner(Optional<Versioned> there) {
        long owner = there.flatMap(version -> SealedJson.read(version.bytes(), Owner.class))
                .map(Owner::attempt)
                .orElse(0L);
        if (owner > attempt) {
            throw new Fenced(audit, attempt, owner);
        }
        return owner;
    }
}
