package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The HTTP door of a running service, as the commands use it. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:FLIPSIDE_SERVER:-http://127.0.0.1:8080}",
            description = "Address of a running 'flipside serve'. Default: ${DEFAULT-VALUE}.")
    private String server = "http://127.0.0.1:8080";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    JsonNode get(String path) {
        return json(send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode post(String path) {
        return json(send(
                request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode post(String path, String body) {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode upload(Path file) {
        String name = URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8);
        try {
            return json(send(
                    request("/api/inputs?name=" + name)
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofFile(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (java.io.FileNotFoundException e) {
            throw new UserError("file " + file + " is not there.", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(server.replaceFirst("/+$", "") + path))
                    .timeout(Duration.ofMinutes(2));
        } catch (IllegalArgumentException e) {
            throw new UserError("--server is '" + server + "'; it must be like http://127.0.0.1:8080.", e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UserError(
                    "there is no service at " + server + ". Start one with 'flipside serve', or give --server.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (IOException e) {
            body = JSON.createObjectNode();
        }
        if (response.statusCode() < 300) {
            return body;
        }
        String error = body.path("error").asText("the service answered " + response.statusCode() + ".");
        if (response.statusCode() >= 500) {
            throw new IllegalStateException(error);
        }
        throw new UserError(error);
    }

    static ObjectMapper mapper() {
        return JSON;
    }
}
