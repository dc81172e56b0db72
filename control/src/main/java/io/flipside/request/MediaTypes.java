package io.flipside.request;

import io.flipside.audit.InvalidRequest;
import java.util.regex.Pattern;

/** Media types as others give them: they become headers of our own answers and of what we ask of the store. */
public final class MediaTypes {
    private static final int MOST = 100;
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "( ?; ?" + TOKEN + "=(" + TOKEN + "|\"[A-Za-z0-9 !#-\\[\\]-~]*\"))*");

    private MediaTypes() {}

    /** @throws InvalidRequest naming the field if it is not like {@code video/mp4} */
    public static String checked(String field, String type) {
        if (type.length() > MOST || !TYPE.matcher(type).matches()) {
            throw new InvalidRequest(field, "must be a media type such as video/mp4, at most " + MOST + " characters.");
        }
        return type;
    }
}
