package io.flipside.steps;

import io.flipside.audit.Reason;
import io.flipside.audit.step.SetAside;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.ObjectStore;
import io.flipside.store.StoreUnavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the workers that died over an audit. A worker leaves a mark in the store while it is at work and takes it away
 * however the work ends; a mark that is still there when the same work begins anew is that of a process that died. After
 * three of them in one place the audit is set aside: it takes no further process down.
 *
 * <p>A place is a step and how far it had come. So a search that is preempted again and again goes on for ever, as long
 * as it makes an update now and then; only what dies without getting anywhere is set aside.
 */
final class Deaths {
    /** After so many deaths in one place an audit is set aside. */
    static final int MOST = 3;

    private final ObjectStore store;
    private final InstantSource clock;
    private final String process = UUID.randomUUID().toString();
    private final AtomicLong marks = new AtomicLong();
    private final Set<String> leftBehind = ConcurrentHashMap.newKeySet();

    Deaths(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Where somebody is at work; closing it says that nobody died. */
    final class Mark implements AutoCloseable {
        private final String key;
        private final int deaths;

        private Mark(String key, int deaths) {
            this.key = key;
            this.deaths = deaths;
        }

        /** How many processes have died in this place. */
        int deaths() {
            return deaths;
        }

        @Override
        public void close() {
            remove(key);
        }
    }

    private record Worker(String host, long pid, String since) {}

    /**
     * Marks an audit as being at work.
     *
     * @param place how far the step had come, such as the number of updates
     * @throws SetAside if the audit is set aside
     */
    Mark begin(String audit, String step, String place) {
        List.copyOf(leftBehind).forEach(this::remove);
        String folder = AuditKeys.atWork(audit, step, place);
        // what this process marks it takes away itself, at the latest now
        List<String> dead = store.list(folder).stream()
                .filter(key -> !key.startsWith(folder + process))
                .toList();
        if (dead.size() >= MOST) {
            throw new SetAside(new Reason(
                    "worker-died",
                    dead.size() + " workers died while they were at step '" + step + "' of audit '" + audit
                            + "', so no other takes it up. Who they were is in the store, below " + store.uri(folder)
                            + ". Look at their logs and mend the cause; then 'flipside rerun " + audit
                            + " --from-stage 1' starts it again."));
        }
        String key = folder + process + "-" + marks.incrementAndGet() + ".json";
        Worker worker = new Worker(
                Provenances.host(),
                ProcessHandle.current().pid(),
                clock.instant().toString());
        store.put(key, AuditJson.bytes(worker), "application/json");
        return new Mark(key, dead.size());
    }

    private void remove(String key) {
        try {
            store.delete(key);
            leftBehind.remove(key);
        } catch (StoreUnavailable e) {
            leftBehind.add(key);
        }
    }
}
