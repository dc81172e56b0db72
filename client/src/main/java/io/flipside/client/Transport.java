package io.flipside.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.client.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends calls and reads their answers. May be used by many threads. */
public final class Transport {
    private static final Pattern NEXT = Pattern.compile("<(/[^>]*)>; rel=\"next\"");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private final String server;
    private final Supplier<Optional<String>> token;
    private final ObjectMapper json = ClientJson.mapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * A transport to one service.
     *
     * @param server such as {@code http://127.0.0.1:8080}
     * @param token asked for with every call; empty where the service asks nobody who they are
     * @throws IllegalArgumentException if that is no address
     */
    Transport(String server, Supplier<Optional<String>> token) {
        this.server = server.replaceFirst("/+$", "");
        this.token = token;
        if (URI.create(this.server).getHost() == null) {
            throw new IllegalArgumentException("'" + server + "' is no address of a service");
        }
    }

    /** The answer as a value. */
    public <T> T json(Call call, TypeReference<T> type) {
        return read(tree(call), json.constructType(type));
    }

    /** The answer as JSON. */
    public JsonNode tree(Call call) {
        return tree(send(call));
    }

    /** A page of a list. */
    public <T> Page<T> page(Call call, TypeReference<List<T>> type) {
        HttpResponse<InputStream> answer = send(call);
        List<T> items = read(tree(answer), json.constructType(type));
        Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
        Optional<String> next = link.matches() ? Optional.of(link.group(1)) : Optional.empty();
        return new Page<>(items, next, () -> next.map(address -> page(Call.of("GET", address), type)));
    }

    /** The answer's bytes as they come; the caller closes them. */
    public InputStream bytes(Call call) {
        return send(call).body();
    }

    private HttpResponse<InputStream> send(Call call) {
        HttpRequest request = request(call);
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 300) {
                throw problem(answer);
            }
            return answer;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new ServiceUnreachable(server, false, e);
        } catch (IOException e) {
            throw new ServiceUnreachable(server, true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the service was asked", e);
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + call.address()))
                .timeout(call.bytes().isPresent() ? LONGEST_UPLOAD : LONGEST)
                .method(call.method(), body(call));
        call.headers().forEach(request::header);
        token.get().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        if (!call.method().equals("GET")) {
            // the service wants it also where there is no body
            request.header("Content-Type", call.bytes().isPresent() ? "application/octet-stream" : "application/json");
        }
        return request.build();
    }

    private BodyPublisher body(Call call) {
        return call.bytes().or(() -> call.json().map(this::written)).orElseGet(BodyPublishers::noBody);
    }

    private BodyPublisher written(Object value) {
        try {
            return BodyPublishers.ofByteArray(json.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this cannot be sent as JSON", e);
        }
    }

    private JsonNode tree(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the service at " + server + " did not answer with JSON", e);
        } catch (IOException e) {
            throw new ServiceUnreachable(server, true, e);
        }
    }

    private <T> T read(JsonNode answer, JavaType type) {
        try {
            return json.readerFor(type).readValue(answer);
        } catch (IOException e) {
            throw new IllegalStateException("the service at " + server + " answered as none that this client knows", e);
        }
    }

    private ProblemException problem(HttpResponse<InputStream> answer) throws IOException {
        Optional<Duration> retryAfter = answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> SECONDS.matcher(seconds).matches())
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        try (InputStream body = answer.body()) {
            Problem problem = json.readValue(body, Problem.class);
            if (problem.getDetail() != null && problem.getStatus() != null) {
                return new ProblemException(problem, retryAfter);
            }
        } catch (JsonProcessingException e) {
            // whatever stands between has answered: its status is all that is known
        }
        return new ProblemException(
                new Problem()
                        .type("about:blank")
                        .title("Not answered")
                        .status(answer.statusCode())
                        .detail("the service answered " + answer.statusCode() + "."),
                retryAfter);
    }
}
