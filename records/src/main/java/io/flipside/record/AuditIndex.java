package io.flipside.record;

import io.flipside.audit.step.AuditEvent;
import io.flipside.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which audits there are and which are done, without a look at any of them: an entry is a key, and all there is to say is
 * in it. An audit is entered as open before anything else of it is written, and as done after its {@code done.json}; only
 * then its open entry goes. So a kill at any moment leaves an audit in one of the two or in both, and done wins.
 */
public final class AuditIndex {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String JSON = "application/json";
    private static final char AFTER_NOTES = '~';
    private static final long MOST_EVENT_BYTES = 1 << 20;

    private final ObjectStore store;

    public AuditIndex(ObjectStore store) {
        this.store = store;
    }

    /** An audit was accepted. Before anything else of it is written. */
    public void opened(String audit) {
        store.put(AuditKeys.indexed(AuditKeys.INDEX_OPEN, audit, ""), NOTHING, JSON);
    }

    /**
     * An audit is done. After its {@code done.json}.
     *
     * @param status for lists
     */
    public void done(String audit, AuditStatus status) {
        String entry = AuditKeys.indexed(AuditKeys.INDEX_DONE, audit, status.word());
        store.put(entry, NOTHING, JSON);
        for (String other : notes(AuditKeys.INDEX_DONE, audit)) {
            if (!other.equals(entry)) {
                store.delete(other); // it was done before, and went on
            }
        }
        store.delete(AuditKeys.indexed(AuditKeys.INDEX_OPEN, audit, ""));
        notes(AuditKeys.INDEX_OPEN, audit).forEach(store::delete);
    }

    /** The request of an open audit cannot be read, or can again. */
    void readable(String audit, boolean readable) {
        String plain = AuditKeys.indexed(AuditKeys.INDEX_OPEN, audit, "");
        String noted = AuditKeys.indexed(AuditKeys.INDEX_OPEN, audit, AuditStatus.UNREADABLE.word());
        store.put(readable ? plain : noted, NOTHING, JSON);
        store.delete(readable ? noted : plain);
    }

    /** Every audit that is open, by id; at most a part of the index is in memory. Entries that are late are put right. */
    void open(Consumer<Entry> each) {
        build();
        for (String shard : store.folders(AuditKeys.INDEX_OPEN)) {
            for (String key : store.list(AuditKeys.INDEX_OPEN + shard + "/")) {
                Entry entry = Entry.of(key);
                if (!isDone(entry.auditId())) {
                    each.accept(entry);
                }
            }
        }
    }

    /**
     * Ids of audits that the index has as open; of some it may not know yet that they are done.
     *
     * @param limit most of them
     */
    public List<String> open(int limit) {
        build();
        return entries(AuditKeys.INDEX_OPEN, "", limit).stream().map(Entry::auditId).toList();
    }

    /**
     * The next audits by id, open and done.
     *
     * @param after only audits behind this id; empty for the first page
     * @param limit most of them; fewer means that there are no more
     */
    public List<Entry> page(String after, int limit) {
        build();
        Map<String, Entry> page = new TreeMap<>();
        // open ones first: one that is done between the two looks is seen twice, not never
        for (Entry entry : entries(AuditKeys.INDEX_OPEN, after, limit)) {
            page.put(entry.auditId(), entry);
        }
        for (Entry entry : entries(AuditKeys.INDEX_DONE, after, limit)) {
            page.put(entry.auditId(), entry);
        }
        return page.values().stream().limit(limit).toList();
    }

    /**
     * An audit in the index.
     *
     * @param auditId its id
     * @param status running, unreadable, or how it ended
     */
    public record Entry(String auditId, AuditStatus status) {
        private static Entry of(String key) {
            String name = key.substring(key.lastIndexOf('/') + 1);
            int note = name.indexOf(AuditKeys.INDEX_NOTE);
            return note < 0
                    ? new Entry(name, AuditStatus.RUNNING)
                    : new Entry(
                            name.substring(0, note),
                            AuditStatus.of(name.substring(note + 1)).orElse(AuditStatus.UNREADABLE));
        }
    }

    private List<Entry> entries(String index, String after, int limit) {
        List<Entry> found = new ArrayList<>();
        String first = AuditKeys.shard(after);
        for (String shard : store.folders(index)) {
            if (shard.compareTo(first) >= 0 && found.size() < limit) {
                String from = shard.equals(first) && !after.isEmpty()
                        ? AuditKeys.indexed(index, after, "" + AFTER_NOTES)
                        : "";
                store.list(index + shard + "/", from, limit - found.size()).forEach(key -> found.add(Entry.of(key)));
            }
        }
        return found;
    }

    private List<String> notes(String index, String audit) {
        return store.list(AuditKeys.indexed(index, audit, "") + AuditKeys.INDEX_NOTE);
    }

    /** Whether it is; then the index says so from now on. */
    private boolean isDone(String audit) {
        if (store.stat(AuditKeys.done(audit)).isEmpty()) {
            return false;
        }
        done(audit, statusOf(audit));
        return true;
    }

    private AuditStatus statusOf(String audit) {
        return Unreadable.orEmpty(() -> store.find(AuditKeys.done(audit), MOST_EVENT_BYTES)
                        .map(json -> AuditJson.readKnown(json, AuditEvent.class)))
                .flatMap(AuditStatus::afterLast)
                .orElse(AuditStatus.UNREADABLE);
    }

    /** Enters the audits of builds that had no index; once, and again from the start if that was cut off. */
    private void build() {
        if (store.stat(AuditKeys.INDEX_BUILT).isPresent()) {
            return;
        }
        for (String audit : store.folders(AuditKeys.AUDITS)) {
            if (store.stat(AuditKeys.done(audit)).isPresent()) {
                store.put(
                        AuditKeys.indexed(
                                AuditKeys.INDEX_DONE, audit, statusOf(audit).word()),
                        NOTHING,
                        JSON);
            } else if (store.stat(AuditKeys.request(audit)).isPresent()) {
                opened(audit);
            }
        }
        store.put(AuditKeys.INDEX_BUILT, "{\"version\":1}".getBytes(StandardCharsets.UTF_8), JSON);
    }
}
