package io.flipside.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Problems as answers of resources. */
public final class ProblemAnswers {
    private static final int LATER = 503;
    private static final String RETRY_SECONDS = "2";

    private ProblemAnswers() {}

    /** The answer; one that may be asked for again says when. */
    public static Response of(Problem problem) {
        int status = problem.kind().status();
        Response.ResponseBuilder answer =
                Response.status(status).type(Problem.MEDIA_TYPE).entity(problem.json());
        return (status == LATER ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS) : answer).build();
    }

    /** The answer to a kind of problem that has nothing more to say. */
    public static Response of(ProblemKind kind, String detail) {
        return of(new Problem(kind, detail));
    }
}
