package io.flipside.problem;

import java.util.Locale;

/**
 * Every kind of problem that an answer over HTTP names; docs/errors.md says what to do about each. Programs tell them
 * apart by {@link #type()}, which never changes; kinds may be added.
 */
public enum ProblemKind {
    MALFORMED_REQUEST(400, "The request is not well formed"),
    INVALID_FIELD(400, "A field of the request is wrong"),
    BAD_MANIFEST(400, "Rows of the manifest are wrong"),
    BAD_REQUEST(400, "What was asked for cannot be done so"),
    BODY_BROKE_OFF(400, "The body did not come to its end"),
    NO_SESSION(400, "A browser cannot keep this token"),

    SIGN_IN_FIRST(303, "Sign in first"),
    UNKNOWN_CALLER(401, "The caller is not known"),
    NO_ROLE(403, "The caller has no role"),
    ROLE_MAY_NOT(403, "The caller's role may not do this"),
    NOT_YOURS(403, "Somebody else started it"),
    OTHER_ORIGIN(403, "A page of another origin asks"),

    NOTHING_HERE(404, "There is nothing at this address"),
    AUDIT_NOT_FOUND(404, "There is no such audit, or no such file of it"),
    CAMPAIGN_NOT_FOUND(404, "There is no such campaign, or no such file of it"),
    METHOD_NOT_ALLOWED(405, "The address does not take this method"),
    NOT_ACCEPTABLE(406, "There is no answer of the wanted media type"),

    NOT_NOW(409, "The audit or campaign does not take this now"),
    KEY_CONFLICT(409, "The key was used for another request"),

    BODY_TOO_LARGE(413, "The body is too large"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a media type that is not taken"),
    UNKNOWN_HOST(421, "The service does not go by this name"),
    TOO_MANY_CHANGES(429, "The caller changes too much at once"),
    HEADERS_TOO_LONG(431, "The headers are too long"),

    UNEXPECTED(500, "The service failed"),
    UNREADABLE(500, "What is kept cannot be read"),

    NOT_UP(503, "The service is not up yet, or cannot say it now"),
    ALL_PLACES_TAKEN(503, "As many such calls are at work as are taken at once"),
    NO_WORKER(503, "No worker answers that could"),
    STORE_AWAY(503, "The object store does not answer"),
    STORE_REFUSED(503, "The object store does not let the service in"),
    TEMPORAL_AWAY(503, "Temporal does not answer"),
    HTTP_VERSION(505, "The service speaks HTTP/1.1");

    private static final String URN = "urn:flipside:problem:";

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Of the answer. */
    public int status() {
        return status;
    }

    /** What it is, in a few words; the same for every problem of the kind. */
    public String title() {
        return title;
    }

    /** Its name, such as {@code audit-not-found}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What machines know it by, such as {@code urn:flipside:problem:audit-not-found}. */
    public String type() {
        return URN + word();
    }

    /** What a framework means that refuses with a status alone. */
    public static ProblemKind of(int status) {
        return switch (status) {
            case 401 -> UNKNOWN_CALLER;
            case 403 -> ROLE_MAY_NOT;
            case 404 -> NOTHING_HERE;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> NOT_UP;
            default -> status >= 500 ? UNEXPECTED : MALFORMED_REQUEST;
        };
    }
}
