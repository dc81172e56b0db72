package io.flipside.service;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Traces are made where somebody takes them: OpenTelemetry is on when {@value #ENDPOINT} is set, and off otherwise, so that
 * nothing is sent to an address that nobody named. No expression of a properties file says "unless set".
 */
@Priority(Priorities.APPLICATION + 100)
public final class TracingSwitch implements ConfigSourceInterceptor {
    /** Where traces go. */
    static final String ENDPOINT = "flipside.traces.endpoint";

    private static final String OFF = "quarkus.otel.sdk.disabled";
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.equals(OFF)) {
            return context.proceed(name);
        }
        ConfigValue endpoint = context.proceed(ENDPOINT);
        boolean named = endpoint != null
                && endpoint.getValue() != null
                && !endpoint.getValue().isBlank();
        return ConfigValue.builder()
                .withName(OFF)
                .withValue(Boolean.toString(!named))
                .withConfigSourceName(ENDPOINT)
                .build();
    }
}
