package io.flipside.http;

import io.flipside.caller.CallerRole;
import io.flipside.problem.ProblemAnswers;
import io.flipside.problem.ProblemKind;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A browser signs in with a token, as any caller gives it, and has a cookie from then on. */
@Path("/session")
public class SessionResource {
    private final Border border;

    @Inject
    SessionResource(Border border) {
        this.border = border;
    }

    @POST
    @RolesAllowed(CallerRole.READ)
    @Operation(hidden = true)
    public Response signIn(@Context HttpServerRequest request) {
        Head head = Head.of(request);
        Optional<String> sealed =
                Bearers.given(head).flatMap(border.guards().who().sessions()::seal);
        if (sealed.isEmpty()) {
            return ProblemAnswers.of(
                    ProblemKind.NO_SESSION,
                    "this token is too long for a browser's session, or there is none. Ask for a shorter one, or use "
                            + "the command line.");
        }
        return Response.noContent()
                .cookie(cookie(head, sealed.get(), (int) Sessions.LENGTH.toSeconds()))
                .build();
    }

    @DELETE
    @RolesAllowed(CallerRole.READ)
    @Operation(hidden = true)
    public Response signOut(@Context HttpServerRequest request) {
        return Response.noContent().cookie(cookie(Head.of(request), "", 0)).build();
    }

    private static NewCookie cookie(Head head, String value, int seconds) {
        boolean secure = head.only("Origin").orElse("").startsWith("https://");
        return new NewCookie.Builder(secure ? Sessions.SECURE_NAME : Sessions.NAME)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
