package io.flipside.http;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * OpenID Connect is on when {@value #ISSUER} is set, and off otherwise, so that nobody is asked whom nobody named; its
 * keys are where {@value #JWKS} says, and otherwise where the issuer publishes that they are.
 */
@Priority(Priorities.APPLICATION + 100)
public final class OidcSwitch implements ConfigSourceInterceptor {
    static final String ISSUER = "flipside.oidc.issuer";
    static final String JWKS = "flipside.oidc.jwks";

    private static final String ENABLED = "quarkus.oidc.tenant-enabled";
    private static final String DISCOVERY = "quarkus.oidc.discovery-enabled";
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return switch (name) {
            case ENABLED -> value(name, isSet(context, ISSUER));
            case DISCOVERY -> value(name, !isSet(context, JWKS));
            default -> context.proceed(name);
        };
    }

    private static boolean isSet(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }

    private static ConfigValue value(String name, boolean value) {
        return ConfigValue.builder()
                .withName(name)
                .withValue(Boolean.toString(value))
                .withConfigSourceName(ISSUER)
                .build();
    }
}
