package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.caller.CallerRole;
import io.flipside.desk.AuditFiles;
import io.flipside.desk.NoSuchAudit;
import io.flipside.record.UpdateLine;
import io.flipside.store.FileLink;
import io.flipside.store.MediaType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What audits left, over HTTP. */
@Path("/api/audits/{id}")
@Tag(name = "audits")
public class ResultResource {
    /** A report brings its own style, script and pictures; it gets no origin, so nothing in it can call us. */
    static final String REPORT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            + "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "sandbox allow-scripts";

    private final Running running;
    private final Links links;

    @Inject
    ResultResource(Running running, Links links) {
        this.running = running;
        this.links = links;
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/loss-curve")
    @Produces("application/json")
    @Operation(
            operationId = "auditLossCurve",
            summary = "Every update of the finished stages: loss, cross entropy, style, target probability")
    public List<UpdateLine> lossCurve(@PathParam("id") String id) {
        return running.desk().results().lossCurve(id);
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/files/{name}")
    @Operation(
            operationId = "auditFile",
            summary = "A file of the result, such as report.html, or the sealed record: record.json")
    @Produces("*/*")
    @APIResponse(
            responseCode = "200",
            description = "The file, as its name says",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response file(@PathParam("id") String id, @PathParam("name") String name) {
        AuditFiles files = running.desk().files();
        ArtifactRef file = files.file(id, name).orElseThrow(() -> new NoSuchAudit(id + "' with a file '" + name));
        Response.ResponseBuilder answer = Response.ok((StreamingOutput) out -> files.copy(file, out))
                .type(MediaType.ofName(name))
                .header("Content-Length", file.bytes());
        return (name.endsWith(".html") ? answer.header("Content-Security-Policy", REPORT_POLICY) : answer).build();
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/files/{name}/link")
    @Produces("application/json")
    @Operation(
            operationId = "auditFileLink",
            summary = "An address under which anybody may read the file for a while, from the store itself")
    public FileLink link(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @Parameter(
                            description = "How long it shall hold; default: as the service is set",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @QueryParam("seconds")
                    @DefaultValue("")
                    String seconds) {
        ArtifactRef file =
                running.desk().files().file(id, name).orElseThrow(() -> new NoSuchAudit(id + "' with a file '" + name));
        return links.to(file, name, seconds);
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/previews/{stage}")
    @Operation(
            operationId = "auditPreview",
            summary = "Some frames of the clip at the end of a stage, as a small picture")
    @Produces("image/png")
    @APIResponse(
            responseCode = "200",
            description = "A picture",
            content = @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response preview(@PathParam("id") String id, @PathParam("stage") String stage) {
        AuditFiles files = running.desk().files();
        ArtifactRef file = files.preview(id, WholeNumber.of("stage", stage))
                .orElseThrow(() -> new NoSuchAudit(id + "' with a picture of stage '" + stage));
        return Response.ok((StreamingOutput) out -> files.copy(file, out))
                .header("Content-Length", file.bytes())
                .build();
    }
}
