package io.flipside.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.util.Set;

/**
 * What an error of the client means to a caller. Answers of the service are not kept as causes: they may repeat the
 * request with its credentials.
 */
final class StoreErrors {
    private static final Set<String> TRY_AGAIN = Set.of(
            "SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "OperationAborted", "TooManyRequests");
    private final StoreAddress address;

    StoreErrors(StoreAddress address) {
        this.address = address;
    }

    /** The bucket is there, the key is not. */
    static final class NoSuchKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchKey(String action) {
            super("There is no such object to " + action);
        }
    }

    /** A conditional call found another version, or another such call at work. */
    static final class ConditionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConditionFailed(String action) {
            super("Somebody else was first to " + action);
        }
    }

    RuntimeException unavailable(String action, Throwable cause) {
        return new StoreUnavailable(
                "The object store at %s did not %s: %s. Is it running, and is %s right?"
                        .formatted(address.endpoint(), action, cause.getMessage(), StoreAddress.ENDPOINT),
                cause);
    }

    RuntimeException of(MinioException e, String action) {
        if (e instanceof ErrorResponseException answer) {
            String code = String.valueOf(answer.errorResponse().code());
            return answer(code, answer.response().code(), action);
        }
        if (e instanceof InvalidResponseException) {
            return user("answered '%s' as no S3 service does".formatted(action), StoreAddress.ENDPOINT);
        }
        if (e.getCause() instanceof IOException network) {
            return unavailable(action, network);
        }
        return new StoreUnavailable("The object store at %s did not %s: %s."
                .formatted(address.endpoint(), action, e.getClass().getSimpleName()));
    }

    private RuntimeException answer(String code, int status, String action) {
        if (status >= 500 || status == 429 || TRY_AGAIN.contains(code)) {
            return new StoreUnavailable("The object store at %s could not %s now: %s (status %d)."
                    .formatted(address.endpoint(), action, code, status));
        }
        if (status == 412 || status == 409) {
            return new ConditionFailed(action);
        }
        return switch (code) {
            case "NoSuchKey", "NoSuchObject" -> new NoSuchKey(action);
            case "NoSuchBucket" -> user("has no bucket '" + address.bucket() + "'", StoreAddress.BUCKET);
            case "InvalidAccessKeyId" -> user("does not know our access key", StoreAddress.ACCESS_KEY);
            case "SignatureDoesNotMatch" -> user("refused our secret key", StoreAddress.SECRET_KEY);
            case "AuthorizationHeaderMalformed" -> user("refused our region", StoreAddress.REGION);
            case "RequestTimeTooSkewed" ->
                new StoreRefused("The object store at %s has another time than this machine. Set the clocks."
                        .formatted(address.endpoint()));
            default ->
                status == 401 || status == 403
                        ? user(
                                "does not let us %s (%s)".formatted(action, code),
                                StoreAddress.ACCESS_KEY + ", " + StoreAddress.SECRET_KEY + " and the rights on bucket '"
                                        + address.bucket() + "'")
                        : user("refused to %s: %s (status %d)".formatted(action, code, status), StoreAddress.ENDPOINT);
        };
    }

    private RuntimeException user(String what, String setting) {
        return new StoreRefused("The object store at %s %s. Check %s.".formatted(address.endpoint(), what, setting));
    }
}
