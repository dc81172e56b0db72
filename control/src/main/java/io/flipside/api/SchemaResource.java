package io.flipside.api;

import io.flipside.caller.CallerRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is sent and kept, for machines. */
@Path("/api/schema")
@Tag(name = "audits")
public class SchemaResource {
    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{name: audit-request|budget|audit-event|audit-record|campaign-event}")
    @Produces("application/schema+json")
    @Operation(
            operationId = "showSchema",
            summary = "JSON Schema of a request with every setting's bounds (audit-request), a budget, an event "
                    + "(audit-event, campaign-event) or a sealed record (audit-record)")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Schema",
            content =
                    @Content(
                            mediaType = "application/schema+json",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public byte[] schema(@PathParam("name") String name) throws IOException {
        return PublishedSchemas.bytes(name);
    }
}
