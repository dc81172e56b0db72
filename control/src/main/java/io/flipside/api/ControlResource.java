package io.flipside.api;

import io.flipside.audit.AuditProgress;
import io.flipside.audit.Budget;
import io.flipside.caller.CallerRole;
import io.flipside.desk.AuditControl;
import io.flipside.http.Border;
import io.flipside.http.Bounded;
import io.flipside.request.RequestReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Audits at work are steered over HTTP. */
@Path("/api/audits/{id}")
@Tag(name = "audits")
@Produces(MediaType.APPLICATION_JSON)
public class ControlResource {
    private final Running running;

    @Inject
    ControlResource(Running running) {
        this.running = running;
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/pause")
    @Operation(operationId = "pauseAudit", summary = "Hold the search after its current update")
    public AuditProgress pause(@PathParam("id") String id) {
        return control().pause(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/resume")
    @Operation(operationId = "resumeAudit", summary = "Go on")
    public AuditProgress resume(@PathParam("id") String id) {
        return control().resume(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/stop")
    @Operation(operationId = "stopAudit", summary = "End the search and judge the best state so far")
    public AuditProgress stop(@PathParam("id") String id) {
        return control().stop(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/budget")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeAuditBudget", summary = "Change how much the search may still do")
    @RequestBody(content = @Content(schema = @Schema(implementation = Budget.class)))
    public AuditProgress budget(@PathParam("id") String id, InputStream budget) throws IOException {
        return control().changeBudget(id, RequestReader.budget(Bounded.bytes(budget, Border.MOST_JSON)));
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @ResponseStatus(202)
    @Path("/cancel")
    @Operation(operationId = "cancelAudit", summary = "End the audit")
    @APIResponseSchema(value = AuditId.class, responseCode = "202", responseDescription = "It will end")
    public AuditId cancel(@PathParam("id") String id, @QueryParam("reason") @DefaultValue("") String reason) {
        control().cancel(id, reason);
        return new AuditId(id);
    }

    private AuditControl control() {
        return running.desk().control();
    }
}
