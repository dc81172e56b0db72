package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.caller.CallerRole;
import io.flipside.http.Bounded;
import io.flipside.http.HttpSettings;
import io.flipside.request.MediaTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What audits are asked about, over HTTP. */
@Path("/api/inputs")
@Tag(name = "audits")
@Produces(MediaType.APPLICATION_JSON)
public class InputResource {
    private final Running running;
    private final HttpSettings settings;

    @Inject
    InputResource(Running running) {
        this.running = running;
        this.settings = HttpSettings.read(ConfigProvider.getConfig());
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "uploadInput", summary = "Upload a clip or an adapter; returns its reference")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public ArtifactRef upload(
            InputStream body,
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("mediaType") @DefaultValue("application/octet-stream") String mediaType)
            throws IOException {
        String type = MediaTypes.checked("mediaType", mediaType);
        try (Bounded bounded = new Bounded(body, settings.mostUpload())) {
            return running.desk().files().upload(bounded, name, type);
        }
    }
}
