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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
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
            summary = "What an audit would take at most, as 'flipside plan --json' says it; starts nothing",
            description = "Takes what starts an audit. A worker with the generator answers, from configurations and"
                    + " headers; the clip is not read.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AuditRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The plan; what is not known is null",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = {
                                                @SchemaProperty(
                                                        name = "stages",
                                                        type = SchemaType.ARRAY,
                                                        description =
                                                                "Of the search: label, updates, recomputed, graphBytes,"
                                                                        + " operations of an update, secondsAnUpdate"),
                                                @SchemaProperty(name = "updates", type = SchemaType.INTEGER),
                                                @SchemaProperty(
                                                        name = "memory",
                                                        type = SchemaType.OBJECT,
                                                        description = "Bytes at the peak, by part"),
                                                @SchemaProperty(
                                                        name = "operations",
                                                        type = SchemaType.NUMBER,
                                                        description = "Of the whole search"),
                                                @SchemaProperty(
                                                        name = "unknownClassifier",
                                                        type = SchemaType.BOOLEAN,
                                                        description =
                                                                "Whether the classifier's operations are not in it"),
                                                @SchemaProperty(
                                                        name = "machine",
                                                        type = SchemaType.STRING,
                                                        description = "Whose speed was taken"),
                                                @SchemaProperty(name = "seconds", type = SchemaType.NUMBER),
                                                @SchemaProperty(name = "deviceMemory", type = SchemaType.INTEGER),
                                                @SchemaProperty(name = "storeBytes", type = SchemaType.INTEGER),
                                                @SchemaProperty(name = "price", type = SchemaType.NUMBER)
                                            })))
    @APIResponse(responseCode = "503", description = "No worker answers; try again after Retry-After seconds")
    public String plan(InputStream request) throws IOException {
        AuditRequest read = RequestReader.read(Bounded.bytes(request, Border.MOST_JSON));
        return running.desk().plans().plan(read);
    }
}
