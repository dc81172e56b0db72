package io.flipside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.desk.AskedRow;
import io.flipside.request.Manifest;
import io.flipside.request.ManifestFormat;
import io.flipside.request.RequestReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands that start audits send, as the doors read it. */
class SubmitCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final List<String> uploads = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        bodies.put(path, body);
        String answer = "{\"auditId\": \"audit-1\", \"campaignId\": \"campaign-1\"}";
        if (path.equals("/api/inputs")) {
            uploads.add(exchange.getRequestURI().getQuery());
            answer = "{\"uri\": \"s3://b/%d\", \"sha256\": \"%s\", \"bytes\": %d, \"mediaType\": \"video/mp4\"}"
                    .formatted(uploads.size(), "ab".repeat(32), body.length);
        }
        exchange.sendResponseHeaders(200, answer.length());
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }

    private int run(String... arguments) {
        CommandLine line = FlipsideCommand.commandLine();
        line.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort()));
        return FlipsideCommand.execute(line, all.toArray(String[]::new));
    }

    private Path clip(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[] {1, 2, 3});
    }

    @Test
    void anAuditIsAskedForWithTheWholePlan() throws IOException {
        assertThat(run("submit", clip("a.mp4").toString(), "--target", "left", "--iterations", "3"))
                .as(err.toString())
                .isZero();
        AuditRequest request = RequestReader.read(bodies.get("/api/audits"));
        assertThat(request.targetClass()).isEqualTo("left");
        assertThat(request.plan().budget().orElseThrow().iterations()).isEqualTo(3);
    }

    @Test
    void severalAnswersAreAskedForAsOneRequest() throws IOException {
        assertThat(run("submit", clip("a.mp4").toString(), "--target", "left", "--seed", "4", "--answers", "3"))
                .as(err.toString())
                .isZero();
        assertThat(RequestReader.question(bodies.get("/api/audits")).seeded())
                .extracting(AuditRequest::seed)
                .containsExactly(4L, 5L, 6L);
        assertThat(out.toString()).isEqualTo("campaign-1\n");
        assertThat(run("submit", clip("a.mp4").toString(), "--target", "left", "--answers", "17"))
                .isEqualTo(FlipsideCommand.BAD_INPUT);
        assertThat(err.toString()).contains("--answers is 17; it must be 1 to 16");
    }

    @Test
    void eachClipOfAManifestIsUploadedOnceAndItsRowsKeepTheirLines() throws IOException {
        clip("clips/a.mp4");
        Path manifest = Files.writeString(
                folder.resolve("rows.csv"),
                "clip,target,seed\nclips/a.mp4,left,1\n\nclips/a.mp4,right,2\ns3://b/there,up,3\n");
        assertThat(run("campaign", "submit", manifest.toString(), "--window", "3"))
                .as(err.toString())
                .isZero();
        assertThat(uploads).containsExactly("name=a.mp4", "name=manifest.jsonl");
        JsonNode sent = JSON.readTree(bodies.get("/api/campaigns"));
        assertThat(sent.path("window").asInt()).isEqualTo(3);
        assertThat(sent.at("/manifest/uri").asText()).isEqualTo("s3://b/2");
        ArtifactRef there = new ArtifactRef("s3://b/there", "cd".repeat(32), 1, "video/mp4");
        List<AskedRow> rows = Manifest.read(bodies.get("/api/inputs"), ManifestFormat.JSON_LINES)
                .requests(uri -> there, request -> {});
        assertThat(rows).extracting(AskedRow::line).containsExactly(2, 4, 5);
        assertThat(rows)
                .extracting(row -> row.request().clip().uri())
                .containsExactly("s3://b/1", "s3://b/1", "s3://b/there");
    }

    @Test
    void everyOtherClassOfAFolderForEachClassLeavesTheClipsOwnOut() throws IOException {
        clip("clips/left/a.mp4");
        clip("clips/up/b.mkv");
        clip("clips/up/notes.txt");
        assertThat(run(
                        "campaign",
                        "submit",
                        "--clips",
                        folder.resolve("clips").toString(),
                        "--every-other-class",
                        "--classes",
                        "left,right,up",
                        "--iterations",
                        "3"))
                .as(err.toString())
                .isZero();
        List<AskedRow> rows = Manifest.read(bodies.get("/api/inputs"), ManifestFormat.JSON_LINES)
                .requests(
                        uri -> {
                            throw new IllegalStateException(uri);
                        },
                        request -> {});
        assertThat(rows)
                .extracting(
                        row -> row.request().clip().uri() + " " + row.request().targetClass())
                .containsExactly("s3://b/1 right", "s3://b/1 up", "s3://b/2 left", "s3://b/2 right");
        assertThat(rows).extracting(row -> row.request().plan()).allSatisfy(plan -> assertThat(
                        plan.budget().orElseThrow().iterations())
                .isEqualTo(3));
    }

    @Test
    void whatIsWrongOnThisMachineIsSaidBeforeAnythingIsSent() throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("rows.csv"), "clip,target,seed\nnone.mp4,left,1\nnone.mp4,left,much\n");
        assertThat(run("campaign", "submit", manifest.toString())).isEqualTo(FlipsideCommand.BAD_INPUT);
        assertThat(run("campaign", "submit")).isEqualTo(FlipsideCommand.BAD_INPUT);
        assertThat(run("campaign", "submit", "--clips", folder.toString())).isEqualTo(FlipsideCommand.BAD_INPUT);
        assertThat(err.toString())
                .contains("2 bad rows", "line 2:", "none.mp4", "line 3:")
                .contains("give a MANIFEST", "--every-other-class");
        assertThat(uploads).isEmpty();
    }
}
