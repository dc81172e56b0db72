package io.flipside.request;

import io.flipside.audit.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object's address as requests give it, checked before anyone follows it. */
final class ObjectUri {
    /** The contract's bound of a key. */
    private static final int MOST_KEY_BYTES = 1024;

    /** How an address begins; more is held of its key. */
    static final String PATTERN = "s3://[A-Za-z0-9._-]+/(.*)";

    private static final Pattern URI = Pattern.compile(PATTERN, Pattern.DOTALL);

    private ObjectUri() {}

    /** @throws InvalidRequest naming the field if it is no plain key in a bucket */
    static String checked(String field, String uri) {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            throw new InvalidRequest(field, "must be s3://bucket/key, as the upload answered.");
        }
        String key = matcher.group(1);
        if (key.getBytes(StandardCharsets.UTF_8).length > MOST_KEY_BYTES) {
            throw new InvalidRequest(field, "has a key of more than " + MOST_KEY_BYTES + " bytes.");
        }
        boolean plain = Arrays.stream(key.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        boolean printable = key.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (!plain || !printable || key.indexOf('\\') >= 0) {
            throw new InvalidRequest(
                    field, "has a key with an empty part, '.', '..', a backslash or a control character.");
        }
        return uri;
    }
}
