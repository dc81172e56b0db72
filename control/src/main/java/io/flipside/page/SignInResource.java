package io.flipside.page;

import io.flipside.http.Callers;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page on which people sign in. */
@Path("/sign-in")
public class SignInResource {
    /** A path of ours, and no address that a browser could take for another host's. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]*");

    private final Callers callers;

    @Inject
    SignInResource(Callers callers) {
        this.callers = callers;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response page(@QueryParam("to") @DefaultValue("/") String to) {
        return Pages.answer(() -> Templates.signIn(OURS.matcher(to).matches() ? to : "/", callers.areAsked()));
    }
}
