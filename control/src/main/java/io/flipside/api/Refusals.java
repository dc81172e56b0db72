package io.flipside.api;

import io.flipside.desk.NotYours;
import io.flipside.http.Callers;
import io.flipside.problem.ProblemAnswers;
import io.flipside.problem.ProblemKind;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a caller may not do. */
public class Refusals {
    private final Callers callers;

    @Inject
    Refusals(Callers callers) {
        this.callers = callers;
    }

    @ServerExceptionMapper
    public Response role(ForbiddenException e) {
        return ProblemAnswers.of(
                ProblemKind.ROLE_MAY_NOT,
                "the role of '" + callers.now().name() + "' is '"
                        + callers.now().role().word() + "', which may not do this. Ask somebody with another role.");
    }

    @ServerExceptionMapper
    public Response another(NotYours e) {
        return ProblemAnswers.of(ProblemKind.NOT_YOURS, String.valueOf(e.getMessage()));
    }
}
