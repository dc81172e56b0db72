package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.caller.CallerRole;
import io.flipside.desk.NoSuchCampaign;
import io.flipside.store.MediaType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What campaigns left, over HTTP. */
@Path("/api/campaigns/{id}")
@Tag(name = "campaigns")
public class CampaignResultResource {
    private final Running running;

    @Inject
    CampaignResultResource(Running running) {
        this.running = running;
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/results")
    @Produces("text/csv")
    @Operation(
            summary = "The table of results, as far as they are there: a line for each row, a column for each figure")
    public byte[] results(@PathParam("id") String id) {
        return running.desk().campaigns().table(id);
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/files/{name}")
    @Produces("*/*")
    @Operation(summary = "campaign.html, answers.json, findings.json or results.csv, as far as they are there")
    @APIResponse(responseCode = "503", description = "No worker has drawn it up in time")
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
}
