package io.flipside.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the page is made of. */
@Path("/assets")
public class AssetResource {
    @GET
    @PermitAll
    @Path("/{name}")
    @Operation(hidden = true)
    public Response asset(@PathParam("name") String name) {
        Assets.Asset asset = Assets.find(name).orElseThrow(NotFoundException::new);
        return Response.ok(asset.bytes())
                .type(asset.mediaType())
                .header("Cache-Control", "private, max-age=31536000, immutable")
                .build();
    }
}
