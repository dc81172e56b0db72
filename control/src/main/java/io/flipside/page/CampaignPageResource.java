package io.flipside.page;

import io.flipside.api.Running;
import io.flipside.audit.InvalidRequest;
import io.flipside.caller.CallerRole;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.CampaignView;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The pages of campaigns. */
@Path("/campaigns")
public class CampaignPageResource {
    private static final int CAMPAIGNS = 50;
    private static final int ROWS = 24;
    private static final long MOST_FINDINGS = 4 << 20;

    private final Running running;

    @Inject
    CampaignPageResource(Running running) {
        this.running = running;
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return Pages.forbidden();
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Operation(hidden = true)
    public Response campaigns(@QueryParam("after") @DefaultValue("") String after) {
        return Pages.answer(() ->
                Templates.campaigns(CampaignList.of(running.desk().campaigns().list(after, CAMPAIGNS), CAMPAIGNS)));
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{id}")
    @Operation(hidden = true)
    public Response campaign(@PathParam("id") String id, @QueryParam("after") @DefaultValue("0") String after) {
        return Pages.answer(() -> Templates.campaign(model(running.desk(), id, number(after))));
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{id}/progress")
    @Operation(hidden = true)
    public Response progress(@PathParam("id") String id) {
        return Pages.answer(() ->
                Templates.progress(CampaignBar.of(running.desk().campaigns().show(id))));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new InvalidRequest("after", "must be the number of a row.");
        }
        return Integer.parseInt(text);
    }

    private static CampaignPageModel model(AuditDesk desk, String id, int after) {
        CampaignView view = desk.campaigns().show(id);
        List<CampaignLine> lines = desk.campaigns().lines(id, after, ROWS);
        String address = "/campaigns/" + view.campaignId() + "?after=";
        List<String> files = Stream.of(CampaignKeys.PAGE, CampaignKeys.TABLE, CampaignFindings.FILE, "findings.html")
                .filter(name -> desk.campaigns().file(id, name).isPresent())
                .toList();
        return new CampaignPageModel(
                CampaignBar.of(view),
                desk.campaigns().maySteer(id),
                lines.stream().map(CampaignPageModel.Row::of).toList(),
                lines.isEmpty() ? 0 : after + 1,
                after == 0 ? "" : address + Math.max(0, after - ROWS),
                after + ROWS < view.rows() ? address + (after + ROWS) : "",
                files.contains(CampaignFindings.FILE) ? findings(desk, id) : List.of(),
                files);
    }

    private static List<CampaignFindings.Group> findings(AuditDesk desk, String id) {
        return desk.campaigns()
                .file(id, CampaignFindings.FILE)
                .filter(file -> file.bytes() <= MOST_FINDINGS)
                .map(file -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    desk.files().copy(file, bytes);
                    return CampaignFindings.of(bytes.toByteArray());
                })
                .orElse(List.of());
    }
}
