package io.flipside.page;

import io.flipside.api.Running;
import io.flipside.caller.CallerRole;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What happens to an audit, as events. */
@Path("/audits/{id}/live")
public class LiveResource {
    private final Running running;
    private final LiveAudits audits;

    @Inject
    LiveResource(Running running, LiveAudits audits) {
        this.running = running;
        this.audits = audits;
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> live(@PathParam("id") String id, @Context Sse sse) {
        running.desk().results().show(id); // one that is not there is a 404, before the stream begins
        return audits.watch(id).map(event -> event(sse, event));
    }

    private static OutboundSseEvent event(Sse sse, LiveEvent event) {
        return event.name().equals(LiveEvent.BEAT)
                ? sse.newEventBuilder().comment("").build()
                : sse.newEventBuilder()
                        .name(event.name())
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(String.class, event.data())
                        .build();
    }
}
