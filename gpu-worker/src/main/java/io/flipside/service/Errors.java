package io.flipside.service;

import io.flipside.UserError;
import io.flipside.audit.InvalidRequest;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors over HTTP: a message for people, and the field for machines. */
public class Errors {
    @ServerExceptionMapper
    public Response invalid(InvalidRequest e) {
        return answer(400, Map.of("error", String.valueOf(e.getMessage()), "field", e.field()));
    }

    @ServerExceptionMapper
    public Response user(UserError e) {
        int status = e instanceof NoSuchAudit ? 404 : e instanceof NotNow ? 409 : 400;
        return answer(status, Map.of("error", String.valueOf(e.getMessage())));
    }

    private static Response answer(int status, Map<String, String> body) {
        return Response.status(status).type("application/json").entity(body).build();
    }
}
