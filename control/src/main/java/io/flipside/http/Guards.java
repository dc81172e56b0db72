package io.flipside.http;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every rule and every gate, as the settings have them.
 *
 * @param first rules about what a server needs to route a request at all: who is asked for what
 * @param others rules for requests that can be routed
 * @param uploads how many may come in at once
 * @param downloads how many may go out at once
 * @param plans how many may be asked for at once
 * @param watchers how many pages may watch audits at once, each on a connection of its own
 * @param who may call
 */
record Guards(List<Rule> first, List<Rule> others, Gate uploads, Gate downloads, Gate plans, Gate watchers, Who who) {
    private static final Set<String> PLANS = Set.of("/api/plans", "/api/campaigns/forecast");
    /** Whoever asks for a plan may wait for a worker while nothing happens. */
    private static final int PLANS_AT_ONCE = 8;

    /** A quarter of the connections: whoever only watches leaves room for whoever asks. */
    private static final int WATCHERS_AT_ONCE = 64;

    private static final Pattern LIVE = Pattern.compile("/audits/[^/]+/live");
    private static final Pattern FILE =
            Pattern.compile("/api/(?:audits|campaigns)/[^/]+/(?:files/[^/]+(?:/link)?|results)"
                    + "|/api/audits/[^/]+/(?:previews/[^/]+|choices/[^/]+/.+)");

    /**
     * What is known of callers.
     *
     * @param asked whether anybody is asked who they are
     * @param bearers whose tokens are known
     * @param sessions of browsers
     * @param rate of what each may change
     */
    record Who(boolean asked, Bearers bearers, Sessions sessions, CallRate rate) {}

    static Guards of(HttpSettings settings) {
        Hosts hosts = new Hosts(settings.hosts());
        Sessions sessions = new Sessions(Sessions.key(settings.callers()), InstantSource.system());
        Bearers bearers = new Bearers(settings.callers(), sessions);
        return new Guards(
                List.of(hosts, new Targets()),
                List.of(bearers, new Origins(hosts), new Bodies(Border.MOST_JSON, settings.mostUpload())),
                new Gate("uploads", settings.uploads()),
                new Gate("downloads", settings.downloads()),
                new Gate("questions for plans", PLANS_AT_ONCE),
                new Gate("pages that watch audits", WATCHERS_AT_ONCE),
                new Who(
                        settings.callers().areAsked(),
                        bearers,
                        sessions,
                        new CallRate(settings.changes(), InstantSource.system())));
    }

    /** Why a request cannot be routed. */
    Optional<Refusal> unroutable(Head head) {
        return check(first, head);
    }

    /** Why a request goes no further. */
    Optional<Refusal> refusal(Head head) {
        return unroutable(head).or(() -> check(others, head));
    }

    private static Optional<Refusal> check(List<Rule> rules, Head head) {
        return rules.stream().flatMap(rule -> rule.check(head).stream()).findFirst();
    }

    /** Where a request has to find a place, if it is of a kind that takes long. */
    Optional<Gate> gate(Head head) {
        if (Bodies.isUpload(head)) {
            return Optional.of(uploads);
        }
        if (PLANS.contains(head.path())) {
            return Optional.of(plans);
        }
        if (LIVE.matcher(head.path()).matches()) {
            return Optional.of(watchers);
        }
        return FILE.matcher(head.path()).matches() ? Optional.of(downloads) : Optional.empty();
    }
}
