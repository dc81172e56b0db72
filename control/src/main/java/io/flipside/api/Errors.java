package io.flipside.api;

import io.flipside.UserError;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.NoSuchAudit;
import io.flipside.desk.NoSuchCampaign;
import io.flipside.desk.NoWorker;
import io.flipside.desk.NotNow;
import io.flipside.desk.RequestConflict;
import io.flipside.http.Bounded;
import io.flipside.problem.Problem;
import io.flipside.problem.ProblemAnswers;
import io.flipside.problem.ProblemKind;
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

/** Errors over HTTP: a problem of a kind, with a message for people, and what is wrong for machines. */
public class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final Map<ProblemKind, String> SENTENCES = Map.of(
            ProblemKind.MALFORMED_REQUEST, "the request is not well formed.",
            ProblemKind.NOTHING_HERE, "there is nothing at this address.",
            ProblemKind.METHOD_NOT_ALLOWED, "this address does not take that method.",
            ProblemKind.NOT_ACCEPTABLE, "there is no answer of a media type that the header Accept names.",
            ProblemKind.BODY_TOO_LARGE, "the body is too large.",
            ProblemKind.UNSUPPORTED_MEDIA_TYPE, "the body is of a media type that is not taken here.",
            ProblemKind.NOT_UP, "the service is not up yet. Try again in a moment.");

    @ServerExceptionMapper
    public Response invalid(InvalidRequest e) {
        return ProblemAnswers.of(
                new Problem(ProblemKind.INVALID_FIELD, String.valueOf(e.getMessage()), Map.of("field", e.field())));
    }

    @ServerExceptionMapper
    public Response user(UserError e) {
        return ProblemAnswers.of(kind(e), String.valueOf(e.getMessage()));
    }

    /** The rows, for machines. */
    @ServerExceptionMapper
    public Response manifest(BadManifest e) {
        Map<String, ?> rows = Map.of("field", "manifest", "rows", e.named(), "more", e.more());
        return ProblemAnswers.of(new Problem(ProblemKind.BAD_MANIFEST, String.valueOf(e.getMessage()), rows));
    }

    private static ProblemKind kind(UserError e) {
        if (e instanceof NoSuchAudit) {
            return ProblemKind.AUDIT_NOT_FOUND;
        } else if (e instanceof NoSuchCampaign) {
            return ProblemKind.CAMPAIGN_NOT_FOUND;
        } else if (e instanceof StoreRefused) {
            return ProblemKind.STORE_REFUSED; // a setting of ours: no request is wrong
        } else if (e instanceof NoWorker) {
            return ProblemKind.NO_WORKER;
        } else if (e instanceof NotNow) {
            return ProblemKind.NOT_NOW;
        }
        return e instanceof RequestConflict ? ProblemKind.KEY_CONFLICT : ProblemKind.BAD_REQUEST;
    }

    @ServerExceptionMapper
    public Response tooLarge(Bounded.TooLarge e) {
        return ProblemAnswers.of(ProblemKind.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
    }

    /** The sender or the disk did not go on; a sender that is gone reads nothing of this. */
    @ServerExceptionMapper
    public Response brokenOff(IOException e) {
        LOG.info("A request broke off: {}", e.toString());
        return ProblemAnswers.of(
                ProblemKind.BODY_BROKE_OFF, "the body did not come to its end, or could not be kept. Send it again.");
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
        return ProblemAnswers.of(
                ProblemKind.UNREADABLE, "what was asked for cannot be read; the service's log says more.");
    }

    @ServerExceptionMapper
    public Response store(StoreUnavailable e) {
        return later(ProblemKind.STORE_AWAY, "the object store", e);
    }

    @ServerExceptionMapper
    public Response temporal(WorkflowServiceException e) {
        return later(ProblemKind.TEMPORAL_AWAY, "Temporal", e);
    }

    private static Response later(ProblemKind kind, String who, RuntimeException e) {
        LOG.warn("A request could not be answered, {} is away: {}", who, e.toString());
        return ProblemAnswers.of(kind, who + " does not answer. The service's log says more; try again.");
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        ProblemKind kind = ProblemKind.of(e.getResponse().getStatus());
        return ProblemAnswers.of(
                kind,
                SENTENCES.getOrDefault(
                        kind,
                        "the request cannot be answered (" + e.getResponse().getStatus() + ")."));
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        LOG.error("A request failed: {} at {}", e.toString(), trace.length > 0 ? trace[0] : "no known place");
        LOG.debug("A request failed", e);
        return ProblemAnswers.of(ProblemKind.UNEXPECTED, "an unexpected failure; the service's log says more.");
    }
}
