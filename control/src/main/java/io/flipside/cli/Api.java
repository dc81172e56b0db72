package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.http.HttpSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Option;

/** The HTTP door of a running service, as the commands use it. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<(/[^>]*)>; rel=\"next\"");
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final int MOST_TURNS = 300;
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(2);
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:FLIPSIDE_SERVER:-http://127.0.0.1:8080}",
            description = "Address of a running 'flipside serve'. Default: ${DEFAULT-VALUE}.")
    private String server = "http://127.0.0.1:8080";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the service's token. Default: FLIPSIDE_HTTP_TOKEN_FILE, else the token in "
                    + "FLIPSIDE_HTTP_TOKEN.")
    private Optional<String> tokenFile = Optional.empty();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    JsonNode get(String path) {
        return json(send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** What is at a path, as it comes. */
    byte[] bytes(String path) {
        HttpResponse<byte[]> answer = send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            json(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    /** A page of a list, and the path of the next. */
    Page page(String path) {
        HttpResponse<String> answer = send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
        Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
        return new Page(json(answer), link.matches() ? Optional.of(link.group(1)) : Optional.empty());
    }

    /**
     * A page of a list.
     *
     * @param next path of the following page
     */
    record Page(JsonNode lines, Optional<String> next) {}

    JsonNode post(String path) {
        return post(path, "");
    }

    JsonNode post(String path, String body) {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    /** Waits for its turn while the service takes as many uploads as it can. */
    JsonNode upload(Path file) {
        try {
            return upload(String.valueOf(file.getFileName()), HttpRequest.BodyPublishers.ofFile(file));
        } catch (java.io.FileNotFoundException e) {
            throw new UserError("file " + file + " is not there.", e);
        }
    }

    /** The same of bytes under a name. */
    JsonNode upload(String name, byte[] bytes) {
        return upload(name, HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    private JsonNode upload(String name, HttpRequest.BodyPublisher bytes) {
        HttpRequest request = request("/api/inputs?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .timeout(LONGEST_UPLOAD)
                .header("Content-Type", "application/octet-stream")
                .POST(bytes)
                .build();
        HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
        for (int turn = 0; BUSY.contains(answer.statusCode()) && turn < MOST_TURNS; turn++) {
            pause();
            answer = send(request, HttpResponse.BodyHandlers.ofString());
        }
        return json(answer);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TURNS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.replaceFirst("/+$", "") + path))
                    .timeout(Duration.ofMinutes(2));
            tokenFile
                    .map(HttpSettings::tokenIn)
                    .or(() -> HttpSettings.token(ConfigProvider.getConfig()))
                    .ifPresent(token -> request.header("Authorization", token.header()));
            return request;
        } catch (IllegalArgumentException e) {
            throw new UserError("--server is '" + server + "'; it must be like http://127.0.0.1:8080.", e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new UserError(
                    "there is no service at " + server + ". Start one with 'flipside serve', or give --server.", e);
        } catch (IOException e) {
            throw new UserError("the service at " + server + " did not answer to the end. Try again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return json(response.statusCode(), response.body());
    }

    private static JsonNode json(int status, String text) {
        JsonNode body;
        try {
            body = JSON.readTree(text);
        } catch (IOException e) {
            body = JSON.createObjectNode();
        }
        if (status < 300) {
            return body;
        }
        String error = body.path("error").asText("the service answered " + status + ".");
        if (status >= 500) {
            throw new IllegalStateException(error);
        }
        throw new UserError(error);
    }

    /** How the doors read and write JSON. */
    public static ObjectMapper mapper() {
        return JSON;
    }
}
