package io.flipside.http;

import io.flipside.caller.Caller;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each call that changes something or is refused: who asked what, and what came of it. No token, no body. */
final class CallLog {
    /** Category of the log. */
    static final String CATEGORY = "flipside.calls";

    /** What a call started, if it did, as the routing context has it. */
    static final String STARTED = "flipside.started";

    private static final Logger LOG = LoggerFactory.getLogger(CATEGORY);
    private static final Set<Integer> REFUSED = Set.of(401, 403, 421, 429);
    private static final Pattern ONE = Pattern.compile("(/(?:api/)?)(audits|campaigns)/([^/]{1,100})(/.*)?");
    private static final int MOST_ROUTE = 200;

    private CallLog() {}

    /** Writes the line, when the answer is given, if there is to be one. */
    static void note(RoutingContext context, Head head) {
        int status = context.response().getStatusCode();
        boolean refused = REFUSED.contains(status);
        if (head.isSafe() && !refused) {
            return;
        }
        Optional<Caller> caller = CallerIdentity.of(context);
        JsonObject line = new JsonObject()
                .put("who", caller.map(Caller::name).orElse("unknown"))
                .put("role", caller.map(each -> each.role().word()).orElse("none"))
                .put("method", head.method());
        Matcher one = ONE.matcher(head.path());
        boolean named = one.matches();
        String rest = named && one.group(4) != null ? one.group(4) : "";
        String route = named ? one.group(1) + one.group(2) + "/{id}" + rest : head.path();
        line.put("route", route.substring(0, Math.min(MOST_ROUTE, route.length())));
        Optional<String> about = named ? Optional.of(one.group(3)) : Optional.empty();
        about.ifPresent(id -> line.put(one.group(2).equals("audits") ? "audit" : "campaign", id));
        Optional.<String>ofNullable(context.get(STARTED)).ifPresent(id -> line.put("started", id));
        line.put("status", status).put("outcome", refused ? "refused" : status < 400 ? "done" : "failed");
        LOG.info(line.encode());
    }
}
