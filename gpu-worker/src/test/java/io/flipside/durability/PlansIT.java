package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What audits would take, asked of a service whose operator takes at most one TFLOP an audit. */
class PlansIT {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/api/audits");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than a TFLOP. */
    private static final int MANY_UPDATES = 500;

    private static final String NOWHERE =
            """
            {"uri": "s3://flipside/inputs/nowhere.mkv", "sha256": "%s", "bytes": 1}"""
                    .formatted("0".repeat(64));

    @TempDir
    static Path scratch;

    private static WorkerProcess serve;
    private static ServerCalls calls;

    @BeforeAll
    static void start() {
        serve = WorkerProcess.start(
                        Map.of(
                                "flipside.limit.operations",
                                "1",
                                "flipside.limit.hours",
                                "1",
                                "flipside.machine",
                                scratch.resolve("cache").toString()),
                        scratch.resolve("serve.log"),
                        "--data",
                        scratch.resolve("data").toString())
                .awaitReady();
        Matcher address = ADDRESS.matcher(serve.text());
        assertThat(address.find()).as(serve.text()).isTrue();
        calls = new ServerCalls(address.group(1));
    }

    @AfterAll
    static void stop() {
        serve.terminate();
    }

    @Test
    void thePlanIsThatOfTheCommandAndNeitherReadsTheClipNorStartsAnAudit() throws Exception {
        String audits = calls.get("/api/audits").body();
        HttpResponse<String> plan = calls.post("/api/plans", request(NOWHERE, MANY_UPDATES));
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        assertThat(plan.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(plan.body()).isEqualTo(command(MANY_UPDATES));
        JsonNode json = JSON.readTree(plan.body());
        assertThat(json.path("updates").asInt()).isEqualTo(MANY_UPDATES);
        assertThat(json.path("operations").asDouble()).isGreaterThan(1e12);
        assertThat(calls.get("/api/audits").body()).isEqualTo(audits);
    }

    @Test
    void whatIsNoRequestIsRefusedAsAtTheDoorOfAudits() {
        for (String request : List.of(
                "rubbish",
                "{}",
                request(NOWHERE, -1),
                request(NOWHERE, 1).replace("\"seed\"", "\"sede\""),
                request(NOWHERE, 1).replace("\"seed\"", "\"generator\": \"nobody\", \"seed\""),
                request(NOWHERE, 1).replace("s3://flipside/", "s3://others/"))) {
            HttpResponse<String> plan = calls.post("/api/plans", request);
            assertThat(plan.statusCode()).as(plan.body()).isEqualTo(400);
            assertThat(plan.body()).isEqualTo(calls.post("/api/audits", request).body());
        }
    }

    @Test
    void anAuditOverTheLimitIsRefusedWithItsNumbersAndTheNextGoesOn() throws Exception {
        Path file = ShapeMovingFiles.write(scratch, ShapeMovingProfile.SMALL, 7, LongStream.of(1), ClipFormat.LOSSLESS)
                .get(0);
        String clip = calls.ask(HttpRequest.newBuilder(calls.at("/api/inputs?name=clip.mkv&mediaType=video/x-matroska"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofFile(file)))
                .body();
        double operations =
                JSON.readTree(command(MANY_UPDATES)).path("operations").asDouble();
        JsonNode refused = finished(request(clip, MANY_UPDATES));
        assertThat(refused.path("status").asText()).isEqualTo("refused");
        assertThat(refused.at("/outcome/reason/code").asText()).isEqualTo("over-limit");
        assertThat(refused.at("/outcome/reason/sentence").asText())
                .startsWith("The plan takes %.1f TFLOP; this worker takes at most 1. Ask for fewer updates"
                        .formatted(Math.ceil(operations / 1e11) / 10));
        assertThat(finished(request(clip, 1)).path("status").asText()).isIn("flipped", "not-flipped");
        assertThat(serve.text()).containsOnlyOnce("flipside.limit.hours is not held");
    }

    @Test
    void theDescriptionSaysWhatIsAskedAndAnswered() throws Exception {
        JsonNode api = JSON.readTree(calls.get("/q/openapi?format=json").body());
        JsonNode post = api.at("/paths/~1api~1plans/post");
        assertThat(post.at("/requestBody/content/application~1json/schema/$ref").asText())
                .isEqualTo("#/components/schemas/AuditRequest");
        List<String> described = new ArrayList<>();
        assertThat(post.at("/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/AuditForecast");
        api.at("/components/schemas/AuditForecast/properties").fieldNames().forEachRemaining(described::add);
        List<String> answered = new ArrayList<>();
        JSON.readTree(command(1)).fieldNames().forEachRemaining(answered::add);
        assertThat(described).containsExactlyInAnyOrderElementsOf(answered);
        assertThat(post.at("/responses/503").isMissingNode()).isFalse();
    }

    private static String request(String clip, int iterations) {
        return """
                {"clip": %s, "targetClass": "right", "seed": 1,
                 "plan": {"budget": {"iterations": %d}, "schedule": {"denoisingSteps": 1}, "stop": {"confidence": 0}}}
                """
                .formatted(clip, iterations);
    }

    /** What {@code flipside plan --json} prints for the same. */
    private static String command(int iterations) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dflipside.home=" + System.getProperty("flipside.home"),
                        "-Dflipside.machine=" + scratch.resolve("cache"),
                        "-jar",
                        System.getProperty("flipside.jar"),
                        "plan",
                        "--json",
                        "--run-all",
                        "--steps",
                        "1",
                        "--iterations",
                        Integer.toString(iterations))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static JsonNode finished(String request) throws IOException {
        HttpResponse<String> started = calls.post("/api/audits", request);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String path =
                "/api/audits/" + JSON.readTree(started.body()).path("auditId").asText();
        String[] view = new String[1];
        Audits.await(() -> {
            view[0] = calls.get(path).body();
            return view[0].contains("\"outcome\":{");
        });
        return JSON.readTree(view[0]);
    }
}
