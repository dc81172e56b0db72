package io.flipside.api;

import io.flipside.desk.NotYours;
import io.flipside.http.Callers;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a caller may not do. */
public class Refusals {
    private static final int FORBIDDEN = 403;

    private final Callers callers;

    @Inject
    Refusals(Callers callers) {
        this.callers = callers;
    }

    @ServerExceptionMapper
    public Response role(ForbiddenException e) {
        return answer("the role of '" + callers.now().name() + "' is '"
                + callers.now().role().word() + "', which may not do this. Ask somebody with another role.");
    }

    @ServerExceptionMapper
    public Response another(NotYours e) {
        return answer(String.valueOf(e.getMessage()));
    }

    private static Response answer(String error) {
        return Response.status(FORBIDDEN)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", error))
                .build();
    }
}
