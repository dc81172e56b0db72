package io.flipside.http;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Who asks, for what answers requests. */
@ApplicationScoped
@Unremovable
public class Callers {
    private static final Caller ANYBODY = new Caller("anybody", CallerRole.READER);

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;
    private final Border border;

    @Inject
    Callers(SecurityIdentity identity, CurrentVertxRequest request, Border border) {
        this.identity = identity;
        this.request = request;
        this.border = border;
    }

    /** The caller of the request at work; outside of one, the service itself. */
    public Caller now() {
        return Arc.container().requestContext().isActive()
                ? CallerIdentity.of(identity).orElse(ANYBODY)
                : Caller.SERVICE;
    }

    /** Whether anybody is asked who they are. */
    public boolean areAsked() {
        return border.guards().who().asked();
    }

    /** Whether the caller of the request at work is known by name. */
    public boolean isKnown() {
        return CallerIdentity.of(identity).isPresent();
    }

    /** Notes what the request at work has started, for the log of calls. */
    public String started(String id) {
        request.getCurrent().put(CallLog.STARTED, id);
        return id;
    }
}
