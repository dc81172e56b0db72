package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.settings.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traces go where somebody takes them, and nowhere else. */
class TracingSwitchTest {
    private static final String OFF = "quarkus.otel.sdk.disabled";

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withInterceptors(new TracingSwitch())
                .addDefaultInterceptors()
                .build();
    }

    @Test
    void withoutAnAddressThereAreNoTraces() {
        assertThat(config(Map.of()).getValue(OFF, Boolean.class)).isTrue();
        assertThat(config(Map.of(TracingSwitch.ENDPOINT, " ")).getValue(OFF, Boolean.class))
                .isTrue();
    }

    @Test
    void withAnAddressThereAre() {
        assertThat(config(Map.of(TracingSwitch.ENDPOINT, "http://collector:4317"))
                        .getValue(OFF, Boolean.class))
                .isFalse();
    }

    @Test
    void anAddressThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() ->
                        Settings.of(config(Map.of(TracingSwitch.ENDPOINT, "collector:4317")), TelemetryConfig.class))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("flipside.traces.endpoint")
                .hasMessageContaining("http://collector:4317");
    }
}
