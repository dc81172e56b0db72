package io.flipside.service;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when workers poll; says whether the models are in memory. */
@Readiness
public class Health implements HealthCheck {
    private final Running running;

    @Inject
    Health(Running running) {
        this.running = running;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("workers")
                .status(running.get().map(AuditService::isRunning).orElse(false));
        running.get()
                .flatMap(AuditService::warm)
                .ifPresent(warm -> response.withData("models", warm ? "in memory" : "loaded with the first audit"));
        return response.build();
    }
}
