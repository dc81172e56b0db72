package io.flipside.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a request may hold, for machines. */
@Path("/api/schema")
@Tag(name = "audits")
public class SchemaResource {
    private static final String REQUEST = "/io/flipside/events/audit-request.schema.json";

    @GET
    @Path("/audit-request")
    @Produces("application/schema+json")
    @Operation(summary = "JSON Schema of a request: every setting with its bounds")
    public byte[] request() throws IOException {
        try (InputStream in = Objects.requireNonNull(SchemaResource.class.getResourceAsStream(REQUEST))) {
            return in.readAllBytes();
        }
    }
}
