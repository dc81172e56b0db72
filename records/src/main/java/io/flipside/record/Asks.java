package io.flipside.record;

import io.flipside.caller.Caller;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asked what of audits and campaigns, an object each beside what the store has of them: so no workflow has to know,
 * and what began under a former version goes on as it was.
 */
public final class Asks {
    /** What is read of one audit at most. */
    static final int MOST = 1000;

    private static final long MOST_BYTES = 4096;
    private static final int RANDOM_DIGITS = 8;
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final InstantSource clock;

    public Asks(ObjectStore store) {
        this(store, InstantSource.system());
    }

    Asks(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Notes who started something; whoever was first stays. */
    public void began(String folder, String what, Caller caller, Optional<String> campaign) {
        store.create(first(folder), Content.of(AuditJson.bytes(ask(what, caller, campaign))), JSON);
    }

    /** Notes that an audit was started by a campaign, for whoever started that. */
    public void beganFor(String folder, String campaign, String campaignFolder) {
        starter(campaignFolder)
                .ifPresent(ask -> store.create(
                        first(folder),
                        Content.of(AuditJson.bytes(
                                new Ask(ask.what(), ask.who(), ask.role(), clock.millis(), Optional.of(campaign)))),
                        JSON));
    }

    /** Who started it; empty if that was before it was noted, or cannot be read. */
    public Optional<Ask> starter(String folder) {
        return read(first(folder));
    }

    /**
     * Notes what is asked of something that was started.
     *
     * @return what takes it back, for when it is refused
     */
    public Runnable note(String folder, String what, Caller caller) {
        Ask ask = ask(what, caller, Optional.empty());
        String key = asks(folder)
                + String.format(Locale.ROOT, "%013d-", ask.atMillis())
                + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS) + ".json";
        store.create(key, Content.of(AuditJson.bytes(ask)), JSON);
        return () -> store.delete(key);
    }

    /** All that can be read, first to last. */
    public List<Ask> of(String folder) {
        List<Ask> asks = new ArrayList<>();
        for (String key : store.list(asks(folder), "", MOST)) {
            read(key).ifPresent(asks::add);
        }
        return asks;
    }

    private Ask ask(String what, Caller caller, Optional<String> campaign) {
        return new Ask(what, caller.name(), caller.role().word(), clock.millis(), campaign);
    }

    private Optional<Ask> read(String key) {
        return Unreadable.orEmpty(() -> store.find(key, MOST_BYTES).map(json -> AuditJson.readKnown(json, Ask.class)));
    }

    private static String asks(String folder) {
        return folder + "asks/";
    }

    // before every number of milliseconds
    private static String first(String folder) {
        return asks(folder) + "0.json";
    }
}
