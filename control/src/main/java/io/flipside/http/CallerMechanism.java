package io.flipside.http;

import io.flipside.caller.Caller;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Callers whom the border knows, for the framework. Those that it does not know are for the issuer's mechanism; what is
 * said to those that it refuses is said here, as to all strangers.
 */
@ApplicationScoped
public class CallerMechanism implements HttpAuthenticationMechanism {
    private static final int FIRST = 2000;
    private static final String CHALLENGER = HttpAuthenticationMechanism.class.getName();

    private final OidcAuthenticationMechanism issuer;

    @Inject
    CallerMechanism(OidcAuthenticationMechanism issuer) {
        this.issuer = issuer;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        Optional<Caller> caller = CallerIdentity.of(context);
        context.put(CHALLENGER, this);
        return caller.map(known -> Uni.createFrom().item(CallerIdentity.of(known)))
                .orElseGet(() -> issuer.authenticate(context, manager)
                        // it has put itself there
                        .onFailure()
                        .invoke(() -> context.put(CHALLENGER, this)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"flipside\""));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (!context.response().ended()) {
            Answers.refuse(context.response(), Bearers.stranger(Head.of(context.request())));
        }
        return Uni.createFrom().item(true);
    }

    @Override
    public int getPriority() {
        return FIRST;
    }
}
