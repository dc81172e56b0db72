package io.flipside.http;

import io.flipside.problem.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What every answer says, and answers that say what is wrong. */
final class Answers {
    /** Nothing is loaded, run or framed. */
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /**
     * For every answer. Nothing that is here is for pages of other origins, and nothing is kept by browsers; whoever
     * answers with something to be shown loosens the policy for it.
     */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", NOTHING,
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private Answers() {}

    /** Says it at last, so that an answer with a policy of its own has that one only: browsers obey all that they get. */
    static void guard(RoutingContext context) {
        context.addHeadersEndHandler(written -> HEADERS.forEach((name, value) -> {
            if (!context.response().headers().contains(name)) {
                context.response().putHeader(name, value);
            }
        }));
    }

    static void refuse(HttpServerResponse response, Refusal refusal) {
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(refusal.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(refusal.json());
    }

    /** Whole, for a connection that is past saving. */
    static String last(Refusal refusal) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + HttpResponseStatus.valueOf(refusal.status()) + "\r\n");
        HEADERS.forEach(
                (name, value) -> answer.append(name).append(": ").append(value).append("\r\n"));
        String body = refusal.json();
        return answer.append("Content-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: ")
                .append(body.length())
                .append("\r\nConnection: close\r\n\r\n")
                .append(body)
                .toString();
    }
}
