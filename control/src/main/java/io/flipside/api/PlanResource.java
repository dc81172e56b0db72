package io.flipside.api;

import io.flipside.audit.AuditRequest;
import io.flipside.caller.CallerRole;
import io.flipside.http.Border;
import io.flipside.http.Bounded;
import io.flipside.request.RequestReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an audit would take, over HTTP. */
@Path("/api/plans")
@Tag(name = "audits")
@Produces(MediaType.APPLICATION_JSON)
public class PlanResource {
    private final Running running;

    @Inject
    PlanResource(Running running) {
        this.running = running;
    }

    @POST
    @RolesAllowed(CallerRole.READ)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "planAudit",
            summary = "What an audit would take at most, as 'flipside plan --json' says it; starts nothing",
            description = "Takes what starts an audit. A worker with the generator answers, from configurations and"
                    + " headers; the clip is not read.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AuditRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The plan; what is not known is null",
            content = @Content(schema = @Schema(ref = "AuditForecast")))
    public String plan(InputStream request) throws IOException {
        AuditRequest read = RequestReader.read(Bounded.bytes(request, Border.MOST_JSON));
        return running.desk().plans().plan(read);
    }
}
