package io.flipside.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The head of a request.
 *
 * @param method such as {@code POST}
 * @param target as it stands in the first line
 * @param scheme {@code http} or {@code https}, of the connection
 * @param headers all of them
 */
record Head(String method, String target, String scheme, MultiMap headers) {

    static Head of(HttpServerRequest request) {
        return new Head(request.method().name(), request.uri(), request.scheme(), request.headers());
    }

    /** Whether the method can change nothing. */
    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The path, without the query, as it was sent. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    boolean has(String header) {
        return headers.contains(header);
    }

    /** Every value of a header, in order. */
    List<String> all(String header) {
        return headers.getAll(header);
    }

    /** The value of a header that is there once. */
    Optional<String> only(String header) {
        List<String> values = headers.getAll(header);
        return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
    }
}
