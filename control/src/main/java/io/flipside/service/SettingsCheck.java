package io.flipside.service;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.ConfigProvider;

/** A process with wrong settings ends before it listens anywhere. */
@ApplicationScoped
@Unremovable
public class SettingsCheck implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        ServiceSettings.check(ConfigProvider.getConfig());
    }
}
