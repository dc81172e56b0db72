package io.flipside.api;

import io.flipside.caller.CallerRole;
import io.flipside.desk.QueueDemand;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What waits for workers, as scalers ask for it. */
@Path("/api/scaling/queues")
@Tag(name = "scaling")
@Produces(MediaType.APPLICATION_JSON)
public class ScalingResource {
    private static final long RETRY_SECONDS = 5;

    private final Running running;

    @Inject
    ScalingResource(Running running) {
        this.running = running;
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Operation(operationId = "listQueues", summary = "Steps at work and waiting, by queue")
    public List<QueueNumbers> queues() {
        return demand().stream().map(QueueNumbers::of).toList();
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{queue}")
    @Operation(
            operationId = "showQueue",
            summary = "Steps at work and waiting in one queue; one that nobody has asked anything of has none")
    public QueueNumbers queue(@PathParam("queue") String queue) {
        return demand().stream()
                .filter(each -> each.queue().equals(queue))
                .findFirst()
                .map(QueueNumbers::of)
                .orElseGet(() -> new QueueNumbers(queue, 0, 0, 0));
    }

    // a number that is not known is none: a scaler that got 0 would end workers
    private List<QueueDemand> demand() {
        return running.get().flatMap(Service::demand).orElseThrow(() -> new ServiceUnavailableException(RETRY_SECONDS));
    }
}
