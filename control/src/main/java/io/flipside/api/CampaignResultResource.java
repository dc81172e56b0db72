package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.caller.CallerRole;
import io.flipside.desk.NoSuchCampaign;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What campaigns left, over HTTP. */
@Path("/api/campaigns/{id}")
@Tag(name = "campaigns")
public class CampaignResultResource {
    private final Running running;
    private final Links links;

    @Inject
    CampaignResultResource(Running running, Links links) {
        this.running = running;
        this.links = links;
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/results")
    @Produces("text/csv")
    @Operation(
            operationId = "campaignResults",
            summary = "The table of results, as far as they are there: a line for each row, a column for each figure")
    @APIResponse(
            responseCode = "200",
            description = "CSV",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public byte[] results(@PathParam("id") String id) {
        return running.desk().campaigns().table(id);
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/files/{name}")
    @Produces("*/*")
    @Operation(
            operationId = "campaignFile",
            summary = "campaign.html, answers.json, findings.json or results.csv, as far as they are there")
    @APIResponse(
            responseCode = "200",
            description = "The file, as its name says",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response file(@PathParam("id") String id, @PathParam("name") String name) {
        ArtifactRef file = running.desk()
                .campaigns()
                .file(id, name)
                .orElseThrow(() -> new NoSuchCampaign(id + "' with a file '" + name));
        Response.ResponseBuilder answer = Response.ok(
                        (StreamingOutput) out -> running.desk().files().copy(file, out))
                .type(MediaType.ofName(name))
                .header("Content-Length", file.bytes());
        return (name.endsWith(".html")
                        ? answer.header("Content-Security-Policy", ResultResource.REPORT_POLICY)
                        : answer)
                .build();
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/files/{name}/link")
    @Produces("application/json")
    @Operation(
            operationId = "campaignFileLink",
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
        ArtifactRef file = running.desk()
                .campaigns()
                .file(id, name)
                .orElseThrow(() -> new NoSuchCampaign(id + "' with a file '" + name));
        return links.to(file, name, seconds);
    }
}
