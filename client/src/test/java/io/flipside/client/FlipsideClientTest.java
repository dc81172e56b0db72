package io.flipside.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flipside.client.model.ArtifactRef;
import io.flipside.client.model.AuditLine;
import io.flipside.client.model.AuditRequest;
import io.flipside.client.model.AuditStatus;
import io.flipside.client.model.AuditView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client sends and how it reads answers, against a server that says what it is told to. */
class FlipsideClientTest {
    private static final String PROBLEM =
            """
            {"type": "urn:flipside:problem:invalid-field", "title": "A field", "status": 400, "detail": "field 'seed' is no.",
             "field": "seed", "error": "field 'seed' is no.", "later": true}""";

    private record Said(int status, String body, String header, String value) {}

    private final Deque<Said> says = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private FlipsideClient client;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = FlipsideClient.at(address() + "/", () -> Optional.of("secret"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestMethod() + " " + uri + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(body, StandardCharsets.UTF_8));
        Said said = says.removeFirst();
        exchange.getResponseHeaders().set(said.header(), said.value());
        byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void says(int status, String body) {
        says.add(new Said(status, body, "X-None", ""));
    }

    @Test
    void aRequestIsSentAsTheServiceWantsIt() {
        says(202, "{\"auditId\": \"audit-1\"}");
        AuditRequest request = new AuditRequest()
                .clip(new ArtifactRef()
                        .uri("s3://b/clip.mkv")
                        .sha256("0".repeat(64))
                        .bytes(5_000_000_000L))
                .targetClass("left");
        assertThat(client.audits().submitAudit(request, "key 1").getAuditId()).isEqualTo("audit-1");
        assertThat(asked.get(0))
                .startsWith("POST /api/audits Bearer secret application/json {")
                .contains("\"targetClass\":\"left\"", "\"bytes\":5000000000")
                .doesNotContain("null", "preset", "answers");

        says(
                200,
                "{\"step\": \"search\", \"stage\": 1, \"lastStage\": 4, \"paused\": true, \"stages\": [], \"later\": 1}");
        assertThat(client.audits().pauseAudit("a/b ü").getPaused()).isTrue();
        assertThat(asked.get(1)).startsWith("POST /api/audits/a%2Fb%20%C3%BC/pause Bearer secret application/json");
    }

    @Test
    void aProblemIsTypedAndOneOfAnotherServerHasItsStatus() {
        says(400, PROBLEM);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> client.audits().showAudit("audit-1"));
        assertThat(problem).hasMessage("field 'seed' is no.");
        assertThat(problem.kind()).isEqualTo("invalid-field");
        assertThat(problem.problem().getField()).isEqualTo("seed");
        assertThat(problem.status()).isEqualTo(400);

        says.add(new Said(502, "<html>Bad gateway", "Retry-After", "7"));
        ProblemException other = catchThrowableOfType(
                ProblemException.class, () -> client.audits().showAudit("audit-1"));
        assertThat(other.status()).isEqualTo(502);
        assertThat(other.kind()).isEqualTo("about:blank");
        assertThat(other.retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void aListIsReadPageByPageToItsEnd() {
        says.add(new Said(
                200,
                "[{\"auditId\": \"a\", \"status\": \"flipped\"}]",
                "Link",
                "</api/audits?limit=1&page=A%3D>; rel=\"next\""));
        says(200, "[{\"auditId\": \"b\", \"status\": \"not-known-yet\"}]");
        Page<AuditLine> first = client.audits().listAudits(null, 1, null);
        assertThat(first.andBehind().map(AuditLine::getAuditId)).containsExactly("a", "b");
        assertThat(asked.get(0)).startsWith("GET /api/audits?limit=1 Bearer");
        assertThat(asked.get(1)).startsWith("GET /api/audits?limit=1&page=A%3D Bearer");
    }

    @Test
    void anUploadWaitsForItsTurnAndAnAuditIsWaitedFor() {
        says.add(new Said(503, PROBLEM.replace("400", "503"), "Retry-After", "0"));
        says(200, "{\"uri\": \"s3://b/i\", \"sha256\": \"00\", \"bytes\": 3, \"mediaType\": \"x\"}");
        assertThat(client.upload("a clip.mkv", new byte[] {65, 66, 67}).getUri())
                .isEqualTo("s3://b/i");
        assertThat(asked.get(1))
                .isEqualTo("POST /api/inputs?name=a%20clip.mkv Bearer secret application/octet-stream ABC");

        says(200, "{\"auditId\": \"a\", \"status\": \"running\"}");
        says(
                200,
                "{\"auditId\": \"a\", \"status\": \"flipped\", \"outcome\": {\"kind\": \"flipped\", \"reason\": null}}");
        AuditView view = client.await("a");
        assertThat(view.getStatus()).isEqualTo(AuditStatus.FLIPPED);
    }

    @Test
    void nobodyThereIsSaidWithTheAddress() throws IOException {
        String nobody = address();
        server.stop(0);
        assertThatThrownBy(() -> FlipsideClient.at(nobody).audits().showAudit("a"))
                .isInstanceOf(ServiceUnreachable.class)
                .hasMessageContaining(nobody);
        assertThatThrownBy(() -> FlipsideClient.at("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyFromJsonHasNoFieldThatNobodyKnows() throws IOException {
        ObjectMapper json = new ObjectMapper();
        String text =
                """
                {"targetClass": "left", "seed": 7, "plan": {"optimiser": {"learningRate": 0.1, "epsilon": 1.0E-8},
                 "settings": {"draws": 20.0}}}""";
        AuditRequest body = ClientJson.body(json.readTree(text), AuditRequest.class);
        assertThat(body.getPlan().getOptimiser().getEpsilon()).isEqualByComparingTo("1e-8");
        assertThatThrownBy(() -> ClientJson.body(json.readTree("{\"plann\": {}}"), AuditRequest.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
