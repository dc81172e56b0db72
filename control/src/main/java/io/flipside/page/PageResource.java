package io.flipside.page;

import io.flipside.api.Running;
import io.flipside.caller.CallerRole;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.PageToken;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The pages of audits. */
@Path("/")
public class PageResource {
    private static final int LINES = 25;

    private final Running running;

    @Inject
    PageResource(Running running) {
        this.running = running;
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return Pages.forbidden();
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Operation(hidden = true)
    public Response audits(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("target") @DefaultValue("") String target,
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("page") @DefaultValue("") String page) {
        return Pages.answer(() -> {
            ListFilter filter = new ListFilter(status, target, text);
            PageToken from = page.isEmpty() ? PageToken.FIRST : PageToken.of("page", page);
            return Templates.audits(AuditList.of(filter, running.desk().search().find(filter.query(), from, LINES)));
        });
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/audits/{id}")
    @Operation(hidden = true)
    public Response audit(@PathParam("id") String id) {
        return Pages.answer(() -> Templates.audit(new AuditPages(running.desk()).of(id)));
    }

    @GET
    @RolesAllowed(CallerRole.ASK)
    @Path("/audits/{id}/choose")
    @Operation(hidden = true)
    public Response choose(@PathParam("id") String id) {
        return Pages.answer(() -> {
            AuditDesk desk = running.desk();
            return Templates.choose(ChoosePage.of(desk, desk.choices().ask(id)));
        });
    }
}
