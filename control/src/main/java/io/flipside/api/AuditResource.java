package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditLine;
import io.flipside.desk.AuditView;
import io.flipside.desk.NoSuchAudit;
import io.flipside.http.Border;
import io.flipside.http.Bounded;
import io.flipside.http.HttpSettings;
import io.flipside.record.UpdateLine;
import io.flipside.request.MediaTypes;
import io.flipside.request.RequestReader;
import io.vertx.core.http.HttpServerRequest;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Audits over HTTP. */
@Path("/api")
@Tag(name = "audits")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "json", "application/json",
            "mkv", "video/x-matroska",
            "mp4", "video/mp4",
            "png", "image/png");

    /** A report brings its own style, script and pictures; it gets no origin, so nothing in it can call us. */
    private static final String REPORT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            + "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "sandbox allow-scripts";

    private final Running running;
    private final HttpSettings settings;

    @Inject
    AuditResource(Running running) {
        this.running = running;
        this.settings = HttpSettings.read(ConfigProvider.getConfig());
    }

    /** An id. */
    public record AuditId(String auditId) {}

    @POST
    @Path("/inputs")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Upload a clip or an adapter; returns its reference")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public ArtifactRef upload(
            InputStream body,
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("mediaType") @DefaultValue("application/octet-stream") String mediaType)
            throws IOException {
        String type = MediaTypes.checked("mediaType", mediaType);
        try (Bounded bounded = new Bounded(body, settings.mostUpload())) {
            return running.desk().upload(bounded, name, type);
        }
    }

    @POST
    @Path("/audits")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Start an audit; the same Idempotency-Key is the same audit")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @RequestBody(content = @Content(schema = @Schema(implementation = AuditRequest.class)))
    public Response submit(InputStream request, @Context HttpServerRequest http) throws IOException {
        String key = IdempotencyKey.of(http.headers().getAll(IdempotencyKey.HEADER));
        String auditId = running.desk().submit(RequestReader.read(Bounded.bytes(request, Border.MOST_JSON)), key);
        return Response.accepted(new AuditId(auditId)).build();
    }

    @GET
    @Path("/audits")
    @Operation(summary = "Audits by id, a page at a time; the header Link has the next page")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = AuditLine.class)))
    public Response list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("1000") int limit) {
        int page = Math.max(1, Math.min(limit, AuditLine.PAGE));
        List<AuditLine> lines = running.desk().list(after, page);
        Response.ResponseBuilder response = Response.ok(lines);
        if (lines.size() == page) {
            String next = "/api/audits?limit=" + page + "&after="
                    + lines.get(page - 1).auditId();
            response.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }

    @GET
    @Path("/audits/{id}")
    @Operation(summary = "One audit: request, progress, outcome")
    public AuditView show(@PathParam("id") String id) {
        return running.desk().show(id);
    }

    @GET
    @Path("/audits/{id}/loss-curve")
    @Operation(summary = "Every update of the finished stages: loss, cross entropy, style, target probability")
    public List<UpdateLine> lossCurve(@PathParam("id") String id) {
        return running.desk().lossCurve(id);
    }

    @GET
    @Path("/audits/{id}/files/{name}")
    @Operation(summary = "A file of the result, such as report.html")
    @Produces(MediaType.WILDCARD)
    public Response file(@PathParam("id") String id, @PathParam("name") String name) {
        AuditDesk desk = running.desk();
        ArtifactRef file = desk.file(id, name).orElseThrow(() -> new NoSuchAudit(id + "' with a file '" + name));
        String extension = name.substring(name.lastIndexOf('.') + 1);
        Response.ResponseBuilder answer = Response.ok((StreamingOutput) out -> desk.copy(file, out))
                .type(MEDIA_TYPES.getOrDefault(extension, MediaType.APPLICATION_OCTET_STREAM))
                .header("Content-Length", file.bytes());
        return (extension.equals("html") ? answer.header("Content-Security-Policy", REPORT_POLICY) : answer).build();
    }

    @POST
    @Path("/audits/{id}/pause")
    @Operation(summary = "Hold the search after its current update")
    public AuditProgress pause(@PathParam("id") String id) {
        return running.desk().pause(id);
    }

    @POST
    @Path("/audits/{id}/resume")
    @Operation(summary = "Go on")
    public AuditProgress resume(@PathParam("id") String id) {
        return running.desk().resume(id);
    }

    @POST
    @Path("/audits/{id}/stop")
    @Operation(summary = "End the search and judge the best state so far")
    public AuditProgress stop(@PathParam("id") String id) {
        return running.desk().stop(id);
    }

    @POST
    @Path("/audits/{id}/budget")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change how much the search may still do")
    @RequestBody(content = @Content(schema = @Schema(implementation = Budget.class)))
    public AuditProgress budget(@PathParam("id") String id, InputStream budget) throws IOException {
        return running.desk().changeBudget(id, RequestReader.budget(Bounded.bytes(budget, Border.MOST_JSON)));
    }

    @POST
    @Path("/audits/{id}/cancel")
    @Operation(summary = "End the audit")
    public Response cancel(@PathParam("id") String id, @QueryParam("reason") @DefaultValue("") String reason) {
        running.desk().cancel(id, reason);
        return Response.accepted(new AuditId(id)).build();
    }

    @POST
    @Path("/audits/{id}/rerun")
    @Operation(summary = "Start an audit that takes over the stages before one")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    public Response rerun(
            @PathParam("id") String id,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("fromStage") @DefaultValue("1")
                    String fromStage,
            @Context HttpServerRequest http) {
        if (!fromStage.matches("[0-9]{1,3}")) {
            throw new InvalidRequest("fromStage", "must be a whole number from 1 to 100.");
        }
        String rerun = running.desk()
                .rerun(
                        id,
                        Integer.parseInt(fromStage),
                        IdempotencyKey.of(http.headers().getAll(IdempotencyKey.HEADER)));
        return Response.accepted(new AuditId(rerun)).build();
    }
}
