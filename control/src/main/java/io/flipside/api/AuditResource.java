package io.flipside.api;

import io.flipside.audit.AuditRequest;
import io.flipside.caller.CallerRole;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditLine;
import io.flipside.desk.AuditListing;
import io.flipside.desk.AuditPage;
import io.flipside.desk.AuditView;
import io.flipside.desk.PageToken;
import io.flipside.desk.Question;
import io.flipside.http.Border;
import io.flipside.http.Bounded;
import io.flipside.http.Callers;
import io.flipside.request.RequestReader;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Audits are started, listed and shown over HTTP. */
@Path("/api/audits")
@Tag(name = "audits")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final Running running;
    private final Callers callers;

    @Inject
    AuditResource(Running running, Callers callers) {
        this.running = running;
        this.callers = callers;
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @ResponseStatus(202)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitAudit",
            summary = "Start an audit; the same Idempotency-Key is the same audit",
            description = "Several answers are a campaign, and the answer names it in place of an audit.")
    @APIResponse(responseCode = "202", description = "Its id", content = @Content(schema = @Schema(ref = "Submitted")))
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @RequestBody(content = @Content(schema = @Schema(implementation = AuditRequest.class)))
    public Object submit(InputStream request, @Context HttpServerRequest http) throws IOException {
        Question asked = RequestReader.question(Bounded.bytes(request, Border.MOST_JSON));
        AuditDesk desk = running.desk();
        if (asked.answers() == 1) {
            return new AuditId(callers.started(desk.control().submit(asked.request(), key(http))));
        }
        desk.control().check(asked.request());
        return new CampaignId(callers.started(desk.campaigns().submit(asked, key(http))), asked.answers());
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Operation(
            operationId = "listAudits",
            summary = "Audits by id, a page at a time; the header Link has the next page")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = AuditLine.class)))
    public Response list(
            @Parameter(description = "Token of the page, as the header Link had it")
                    @QueryParam("page")
                    @DefaultValue("")
                    String page,
            @Parameter(description = "In place of a page: begin behind this audit")
                    @QueryParam("after")
                    @DefaultValue("")
                    String after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("1000")
                    String limit) {
        int lines = Math.max(1, Math.min(WholeNumber.of("limit", limit), AuditListing.MOST));
        AuditPage found = running.desk().listing().page(from(page, after), lines);
        Response.ResponseBuilder response = Response.ok(found.lines());
        found.next()
                .ifPresent(next -> response.header(
                        "Link", "</api/audits?limit=" + lines + "&page=" + next.text() + ">; rel=\"next\""));
        return response.build();
    }

    private static PageToken from(String page, String after) {
        if (!page.isEmpty()) {
            return PageToken.of("page", page);
        }
        return after.isEmpty() ? PageToken.FIRST : PageToken.behind("after", after);
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{id}")
    @Operation(operationId = "showAudit", summary = "One audit: request, progress, outcome")
    public AuditView show(@PathParam("id") String id) {
        return running.desk().results().show(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @ResponseStatus(202)
    @Path("/{id}/rerun")
    @Operation(operationId = "rerunAudit", summary = "Start an audit that takes over the stages before one")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponseSchema(value = AuditId.class, responseCode = "202", responseDescription = "Its id")
    public AuditId rerun(
            @PathParam("id") String id,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("fromStage") @DefaultValue("1")
                    String fromStage,
            @Context HttpServerRequest http) {
        int stage = WholeNumber.of("fromStage", fromStage);
        return new AuditId(callers.started(running.desk().control().rerun(id, stage, key(http))));
    }

    private static String key(HttpServerRequest http) {
        return IdempotencyKey.of(http.headers().getAll(IdempotencyKey.HEADER));
    }
}
