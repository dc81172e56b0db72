package io.flipside.durability;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.caller.CallerRole;
import io.flipside.http.NamedToken;
import io.flipside.http.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Callers of a service by the names of their tokens; {@code anybody} has none.
 *
 * @param tokens by name
 */
record Callers(Map<String, String> tokens) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** A file of tokens for a caller of each of these roles, {@code ROLE} or {@code ROLE-NAME}. */
    static Callers of(Path file, List<String> names) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        StringBuilder lines = new StringBuilder("# callers of a test\n");
        for (String name : names) {
            Token token = Token.random();
            tokens.put(name, token.secret());
            lines.append(NamedToken.line(
                            name, CallerRole.of(name.replaceFirst("-.*", "")).orElseThrow(), token))
                    .append('\n');
        }
        Files.writeString(file, lines);
        return new Callers(tokens);
    }

    /** Asks as one of them. */
    HttpResponse<String> call(String who, String address, String method, String path, String body) {
        HttpRequest.Builder request = request(address + path, method, body);
        Optional.ofNullable(tokens.get(who)).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return send(request.build());
    }

    /** The same, whose answer is JSON. */
    JsonNode json(String who, String address, String method, String path, String body) {
        HttpResponse<String> answer = call(who, address, method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return TestJson.read(answer.body());
    }

    static HttpRequest.Builder request(String address, String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (!method.equals("GET")) {
            String type = address.contains("/api/inputs") ? "application/octet-stream" : "application/json";
            request.header("Content-Type", type);
        }
        return request.method(
                method,
                method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
