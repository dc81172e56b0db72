package io.flipside.api;

import io.flipside.UserError;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.NoSuchAudit;
import io.flipside.desk.NoSuchCampaign;
import io.flipside.desk.NoWorker;
import io.flipside.desk.NotNow;
import io.flipside.desk.RequestConflict;
import io.flipside.http.Bounded;
import io.flipside.request.BadManifest;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.StoreRefused;
import io.flipside.store.StoreUnavailable;
import io.temporal.client.WorkflowServiceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors over HTTP: a message for people, and the field for machines. */
public class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final Map<Integer, String> SENTENCES = Map.of(
            400, "the request is not well formed.",
            404, "there is nothing at this address.",
            405, "this address does not take that method.",
            406, "there is no answer of a media type that the header Accept names.",
            413, "the body is too large.",
            415, "the body is of a media type that is not taken here.",
            503, "the service is not up yet. Try again in a moment.");

    @ServerExceptionMapper
    public Response invalid(InvalidRequest e) {
        return answer(400, Map.of("error", String.valueOf(e.getMessage()), "field", e.field()));
    }

    @ServerExceptionMapper
    public Response user(UserError e) {
        return answer(status(e), Map.of("error", String.valueOf(e.getMessage())));
    }

    /** The rows, for machines. */
    @ServerExceptionMapper
    public Response manifest(BadManifest e) {
        return answer(
                400,
                Map.of(
                        "error",
                        String.valueOf(e.getMessage()),
                        "field",
                        "manifest",
                        "rows",
                        e.named(),
                        "more",
                        e.more()));
    }

    private static int status(UserError e) {
        if (e instanceof NoSuchAudit || e instanceof NoSuchCampaign) {
            return 404;
        }
        if (e instanceof StoreRefused || e instanceof NoWorker) {
            return 503; // a setting of ours, or nobody there: no request is wrong
        }
        return e instanceof NotNow || e instanceof RequestConflict ? 409 : 400;
    }

    @ServerExceptionMapper
    public Response tooLarge(Bounded.TooLarge e) {
        return answer(413, Map.of("error", String.valueOf(e.getMessage())));
    }

    /** The sender or the disk did not go on; a sender that is gone reads nothing of this. */
    @ServerExceptionMapper
    public Response brokenOff(IOException e) {
        LOG.info("A request broke off: {}", e.toString());
        return answer(400, Map.of("error", "the body did not come to its end, or could not be kept. Send it again."));
    }

    /** Something in the store is damaged, or whoever downloads is gone. */
    @ServerExceptionMapper
    public Response unread(UncheckedIOException e) {
        return failed(e);
    }

    @ServerExceptionMapper
    public Response damaged(ArtifactCorrupt e) {
        return failed(e);
    }

    private static Response failed(RuntimeException e) {
        LOG.warn("A request was not answered to its end: {}", e.toString());
        return answer(500, Map.of("error", "what was asked for cannot be read; the service's log says more."));
    }

    @ServerExceptionMapper
    public Response store(StoreUnavailable e) {
        return later("the object store", e);
    }

    @ServerExceptionMapper
    public Response temporal(WorkflowServiceException e) {
        return later("Temporal", e);
    }

    private static Response later(String who, RuntimeException e) {
        LOG.warn("A request could not be answered, {} is away: {}", who, e.toString());
        return answer(503, Map.of("error", who + " does not answer. The service's log says more; try again."));
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        String sentence = SENTENCES.getOrDefault(status, "the request cannot be answered (" + status + ").");
        return answer(status, Map.of("error", sentence));
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        LOG.error("A request failed: {} at {}", e.toString(), trace.length > 0 ? trace[0] : "no known place");
        LOG.debug("A request failed", e);
        return answer(500, Map.of("error", "an unexpected failure; the service's log says more."));
    }

    private static Response answer(int status, Map<String, ?> body) {
        Response.ResponseBuilder response =
                Response.status(status).type("application/json").entity(body);
        return (status == 503 ? response.header("Retry-After", "2") : response).build();
    }
}
