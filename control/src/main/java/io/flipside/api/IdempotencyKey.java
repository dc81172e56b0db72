package io.flipside.api;

import io.flipside.audit.InvalidRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a caller names a request by, so that the same request sent again is known. */
final class IdempotencyKey {
    /** Its header. */
    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("(?! *$)[ -~]{1,200}");

    private IdempotencyKey() {}

    /**
     * The key among the values of its header; a new one if there are none.
     *
     * @throws InvalidRequest if it is empty, too long, not of printable ASCII, or not the only one
     */
    static String of(List<String> values) {
        if (values.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        if (values.size() > 1 || !KEY.matcher(values.get(0)).matches()) {
            throw new InvalidRequest(
                    HEADER, "must be given once, with 1 to 200 printable ASCII characters, or left out.");
        }
        return values.get(0);
    }
}
