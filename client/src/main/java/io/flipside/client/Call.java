package io.flipside.client;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, as the generated calls put it together. Values that are null are left out. */
public final class Call {
    private final String method;
    private String address;
    private char before = '?';
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<Object> json = Optional.empty();
    private Optional<BodyPublisher> bytes = Optional.empty();

    private Call(String method, String address) {
        this.method = method;
        this.address = address;
    }

    /**
     * A request without parameters.
     *
     * @param method such as {@code GET}
     * @param path from the service's root, with names in braces where {@link #path} puts values
     */
    public static Call of(String method, String path) {
        return new Call(method, path);
    }

    /** Puts a value into the path. */
    public Call path(String name, Object value) {
        address = address.replace("{" + name + "}", encoded(value));
        return this;
    }

    /** Adds a parameter of the query. */
    public Call query(String name, @Nullable Object value) {
        if (value != null) {
            address += before + encoded(name) + "=" + encoded(value);
            before = '&';
        }
        return this;
    }

    /** Adds a header. */
    public Call header(String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
        return this;
    }

    /** Sends this as JSON. */
    public Call json(@Nullable Object body) {
        json = Optional.ofNullable(body);
        return this;
    }

    /** Sends bytes as they are. */
    public Call bytes(BodyPublisher body) {
        bytes = Optional.of(body);
        return this;
    }

    // a space is %20 in paths as well
    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    String method() {
        return method;
    }

    /** Path and query. */
    String address() {
        return address;
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<Object> json() {
        return json;
    }

    Optional<BodyPublisher> bytes() {
        return bytes;
    }
}
