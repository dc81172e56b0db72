package io.flipside.http;

import io.flipside.UserError;
import io.flipside.settings.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings of an issuer of OpenID Connect that vouches for callers. Without one nobody is asked about anybody. */
@ConfigMapping(prefix = "flipside.oidc")
public interface OidcConfig {
    /** As tokens name it; what it publishes of itself lies below. */
    @WithConverter(Issuer.class)
    Optional<URI> issuer();

    /** What tokens for this service name as their audience. */
    Optional<String> audience();

    /** Claim with the roles, by its path. */
    @WithDefault("roles")
    String rolesClaim();

    /** Claim with the caller's name. */
    @WithDefault("sub")
    String nameClaim();

    /** Address of the issuer's keys, if it does not publish of itself where they are. */
    @WithConverter(Issuer.class)
    Optional<URI> jwks();

    /**
     * Whether there is an issuer.
     *
     * @throws UserError naming the setting that is missing or wrong
     */
    static boolean isOn(Config config) {
        OidcConfig oidc = Settings.of(config, OidcConfig.class);
        if (oidc.issuer().isPresent() && oidc.audience().isEmpty()) {
            throw new UserError(
                    "setting 'flipside.oidc.audience' is missing. Name what tokens for this service have as "
                            + "their audience: without it a token for any other service would be taken here.");
        }
        if (oidc.issuer().isEmpty() && oidc.audience().isPresent()) {
            throw new UserError("setting 'flipside.oidc.issuer' is missing, and flipside.oidc.audience is set.");
        }
        return oidc.issuer().isPresent();
    }

    /** HTTPS; on this machine HTTP as well. */
    final class Issuer implements Converter<URI> {
        private static final long serialVersionUID = 1L;

        @Override
        public URI convert(String text) {
            try {
                URI uri = URI.create(text);
                boolean safe = "https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme())
                                && uri.getHost() != null
                                && Listening.isLoopback(uri.getHost());
                if (safe && uri.getHost() != null && uri.getQuery() == null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(right(), e);
            }
            throw new IllegalArgumentException(right());
        }

        private static String right() {
            return "must be an address such as https://issuer.example/realm; http:// only on this machine.";
        }
    }
}
