package io.flipside.api;

import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when workers poll and no step fails over and over; says whether the models are in memory. */
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
                .status(running.get()
                        .map(service ->
                                service.isRunning() && service.complaints().isEmpty())
                        .orElse(false));
        List<String> complaints = running.get().map(Service::complaints).orElse(List.of());
        for (int i = 0; i < complaints.size(); i++) {
            response.withData("complaint " + (i + 1), complaints.get(i));
        }
        running.get()
                .flatMap(Service::warm)
                .ifPresent(warm -> response.withData("models", warm ? "in memory" : "loaded with the first audit"));
        return response.build();
    }
}
