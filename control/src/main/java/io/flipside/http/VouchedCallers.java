package io.flipside.http;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import io.flipside.text.ShownText;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Callers whom an issuer vouches for get the highest of our roles that it names. One with none may do nothing. */
@ApplicationScoped
public class VouchedCallers implements SecurityIdentityAugmentor {
    private static final String KIND = "oidc:";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity.isAnonymous() ? identity : ours(identity));
    }

    private static SecurityIdentity ours(SecurityIdentity identity) {
        Optional<CallerRole> role = identity.getRoles().stream()
                .flatMap(word -> CallerRole.of(word).stream())
                .max(CallerRole::compareTo);
        return role.map(highest -> CallerIdentity.of(
                        new Caller(name(identity.getPrincipal().getName()), highest)))
                .orElseGet(() -> QuarkusSecurityIdentity.builder()
                        .setPrincipal(identity.getPrincipal())
                        .build());
    }

    private static String name(String subject) {
        String shown = KIND + ShownText.of(subject).replaceAll("\\s", " ");
        return shown.substring(0, Math.min(shown.length(), Caller.MOST_NAME));
    }
}
