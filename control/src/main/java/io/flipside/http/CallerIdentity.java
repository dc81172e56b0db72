package io.flipside.http;

import io.flipside.caller.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A caller as the framework has one: with the roles that its role covers, which routes name. */
final class CallerIdentity {
    private static final String CALLER = "flipside.caller";

    private CallerIdentity() {}

    static SecurityIdentity of(Caller caller) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addAttribute(CALLER, caller);
        caller.role().covered().forEach(role -> identity.addRole(role.word()));
        return identity.build();
    }

    /** The caller of an identity; empty if it has no role here. */
    static Optional<Caller> of(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(CALLER));
    }

    /** The caller of a request, as far as it is known. */
    static Optional<Caller> of(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? of(user.getSecurityIdentity())
                : Optional.ofNullable(context.get(CALLER));
    }

    /** Says whose request it is. */
    static void put(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
    }
}
