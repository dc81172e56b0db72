package io.flipside.api;

import io.flipside.audit.InvalidRequest;
import io.flipside.caller.CallerRole;
import io.flipside.campaign.Cancellation;
import io.flipside.desk.AskedRow;
import io.flipside.desk.CampaignForecast;
import io.flipside.desk.CampaignSummary;
import io.flipside.desk.CampaignView;
import io.flipside.desk.Campaigns;
import io.flipside.http.Border;
import io.flipside.http.Bounded;
import io.flipside.http.Callers;
import io.flipside.request.CampaignRequest;
import io.flipside.request.ManifestIntake;
import io.flipside.request.RowRanges;
import io.flipside.service.CampaignConfig;
import io.flipside.settings.Settings;
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
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
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

/** Many audits as one, over HTTP. */
@Path("/api/campaigns")
@Tag(name = "campaigns")
@Produces(MediaType.APPLICATION_JSON)
public class CampaignResource {
    private final Running running;
    private final Callers callers;
    private final CampaignConfig settings;

    @Inject
    CampaignResource(Running running, Callers callers) {
        this.running = running;
        this.callers = callers;
        this.settings = Settings.of(ConfigProvider.getConfig(), CampaignConfig.class);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @ResponseStatus(202)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitCampaign",
            summary = "Start a campaign of a manifest that was uploaded; the same Idempotency-Key is the same campaign",
            description = "Bad rows are named all at once, and then none is started.")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @RequestBody(content = @Content(schema = @Schema(implementation = CampaignRequest.class)))
    @APIResponseSchema(value = CampaignId.class, responseCode = "202", responseDescription = "Its id")
    public CampaignId submit(InputStream request, @Context HttpServerRequest http) throws IOException {
        String key = IdempotencyKey.of(http.headers().getAll(IdempotencyKey.HEADER));
        CampaignRequest asked = read(request);
        List<AskedRow> rows = rows(asked);
        return new CampaignId(callers.started(campaigns().submit(asked.window(), rows, key)), rows.size());
    }

    @POST
    @RolesAllowed(CallerRole.READ)
    @Path("/forecast")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "forecastCampaign",
            summary =
                    "What a campaign would take at most, where workers can say it, and about, where there was one like it; starts nothing")
    @RequestBody(content = @Content(schema = @Schema(implementation = CampaignRequest.class)))
    public CampaignForecast forecast(InputStream request) throws IOException {
        return CampaignForecast.of(rows(read(request)), running.desk().plans(), campaigns()::paces);
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Operation(
            operationId = "listCampaigns",
            summary = "Campaigns by id, a page at a time; the header Link has the next page")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = CampaignSummary.class)))
    public Response list(
            @Parameter(description = "Begin behind this campaign") @QueryParam("after") @DefaultValue("") String after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("1000")
                    String limit) {
        int lines = Math.max(1, Math.min(WholeNumber.of("limit", limit), Campaigns.MOST));
        List<CampaignSummary> found = campaigns().list(after, lines);
        Response.ResponseBuilder response = Response.ok(found);
        if (found.size() == lines) {
            String last = found.get(lines - 1).campaignId();
            response.header("Link", "</api/campaigns?limit=" + lines + "&after=" + last + ">; rel=\"next\"");
        }
        return response.build();
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{id}")
    @Operation(operationId = "showCampaign", summary = "One campaign: how many rows ended how, and which are at work")
    public CampaignView show(@PathParam("id") String id) {
        return campaigns().show(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/{id}/rows")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addCampaignRows",
            summary = "Add the rows of a manifest behind the last; the same rows once more are the same")
    @RequestBody(content = @Content(schema = @Schema(implementation = CampaignRequest.class)))
    public CampaignView add(@PathParam("id") String id, InputStream request) throws IOException {
        List<AskedRow> rows = rows(read(request));
        long all = (long) campaigns().show(id).rows() + rows.size();
        if (all > settings.rows()) {
            throw new InvalidRequest(
                    "manifest",
                    "would make it " + all + " rows; this service takes at most " + settings.rows()
                            + " a campaign (flipside.campaign.rows). Start another campaign.");
        }
        return campaigns().add(id, rows);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/{id}/drop")
    @Operation(operationId = "dropCampaignRows", summary = "Leave rows out that have not begun")
    public CampaignView drop(
            @PathParam("id") String id,
            @Parameter(description = "Numbers and ranges, such as 3,7-12") @QueryParam("rows") @DefaultValue("")
                    String rows) {
        return campaigns().drop(id, RowRanges.of("rows", rows));
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/{id}/pause")
    @Operation(operationId = "pauseCampaign", summary = "Begin no row until it is resumed; audits at work go on")
    public CampaignView pause(@PathParam("id") String id) {
        return campaigns().pause(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/{id}/resume")
    @Operation(operationId = "resumeCampaign", summary = "Go on")
    public CampaignView resume(@PathParam("id") String id) {
        return campaigns().resume(id);
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelCampaign", summary = "Begin no row any more")
    public CampaignView cancel(
            @PathParam("id") String id,
            @QueryParam("reason") @DefaultValue("") String reason,
            @Parameter(
                            description = "Whether the audits at work are ended as well",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("audits")
                    @DefaultValue("false")
                    String audits) {
        if (!audits.equals("true") && !audits.equals("false")) {
            throw new InvalidRequest("audits", "must be true or false.");
        }
        return campaigns().cancel(id, new Cancellation(reason, audits.equals("true")));
    }

    private CampaignRequest read(InputStream request) throws IOException {
        return CampaignRequest.read(Bounded.bytes(request, Border.MOST_JSON), (int) settings.window());
    }

    private List<AskedRow> rows(CampaignRequest asked) {
        return new ManifestIntake(running.desk(), settings.rows()).rows(asked);
    }

    private Campaigns campaigns() {
        return running.desk().campaigns();
    }
}
