package io.flipside.record;

import io.flipside.store.ObjectConflict;
import io.flipside.store.ObjectStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What finished steps returned, kept in the store: a step that is asked for again, by another attempt or after the loss
 * of Temporal itself, gives the same answer without doing anything again. Of two workers at one step the first to finish
 * is the one that counts.
 */
public final class Memo {
    private static final long MOST_BYTES = 1 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public Memo(ObjectStore store) {
        this.store = store;
    }

    /**
     * The answer of before, else that of the work, which is kept.
     *
     * @param step unique within the audit
     */
    public <T> T once(String audit, String step, Class<T> type, Supplier<T> work) {
        Optional<T> known = find(audit, step, type);
        return known.orElseGet(() -> keep(audit, step, type, work.get()));
    }

    /** The answer of before. */
    public <T> Optional<T> find(String audit, String step, Class<T> type) {
        return store.find(AuditKeys.step(audit, step), MOST_BYTES).map(json -> AuditJson.read(json, type));
    }

    /** Keeps an answer, unless there is one; the first is the one that counts. */
    public <T> T keep(String audit, String step, Class<T> type, T result) {
        try {
            store.putIfAbsent(AuditKeys.step(audit, step), AuditJson.bytes(result), JSON);
            return result;
        } catch (ObjectConflict e) {
            return find(audit, step, type).orElseThrow(() -> e);
        }
    }
}
