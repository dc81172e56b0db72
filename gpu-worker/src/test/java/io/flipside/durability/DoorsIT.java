package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.Verdict;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One {@code flipside serve} with everything embedded, through the doors that people and machines use. */
class DoorsIT {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/api/audits");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path scratch;

    private static WorkerProcess serve;
    private static ServerCalls calls;
    private static String clip;
    private static Path clipFile;

    @BeforeAll
    static void start() throws IOException {
        addToLibrary("own-generator", "generators/tiny");
        addToLibrary("own-classifier", "classifiers/tiny-plain");
        serve = WorkerProcess.start(
                        Map.of(),
                        scratch.resolve("serve.log"),
                        "--data",
                        scratch.resolve("data").toString())
                .awaitReady();
        Matcher address = ADDRESS.matcher(serve.text());
        assertThat(address.find()).as(serve.text()).isTrue();
        calls = new ServerCalls(address.group(1));
        clipFile = ShapeMovingFiles.write(scratch, ShapeMovingProfile.SMALL, 7, LongStream.of(1), ClipFormat.LOSSLESS)
                .get(0);
        clip = calls.ask(HttpRequest.newBuilder(calls.at("/api/inputs?name=clip.mkv&mediaType=video/x-matroska"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofFile(clipFile)))
                .body();
    }

    @AfterAll
    static void stop() {
        serve.terminate();
    }

    @Test
    void describesItselfAndIsReady() {
        String description = calls.get("/q/openapi").body();
        assertThat(description)
                .contains("/api/audits:", "/api/inputs:")
                .contains("pause:", "resume:", "stop:", "budget:", "cancel:", "rerun:", "/files/{name}:");
        assertThat(calls.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(calls.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(calls.get("/q/health/ready").body()).contains("models");
    }

    @Test
    void describesRequestsAsTheirSchemasDo() {
        JsonNode components = json(calls.get("/q/openapi?format=json")).at("/components/schemas");
        for (String[] one : new String[][] {{"AuditRequest", "audit-request"}, {"Budget", "budget"}}) {
            JsonNode schema = json(calls.get("/api/schema/" + one[1]));
            JsonNode described = components.path(one[0]);
            assertThat(bounds(described.at("/properties/plan"))).isEqualTo(schema.at("/properties/plan"));
            assertThat(bounds(described.at("/properties/iterations"))).isEqualTo(schema.at("/properties/iterations"));
            assertThat(described.path("required")).isEqualTo(schema.path("required"));
            assertThat(described.path("additionalProperties")).isEqualTo(schema.path("additionalProperties"));
        }
        assertThat(components.at("/AuditRequest/properties/clip/$ref").asText())
                .isEqualTo("#/components/schemas/ArtifactRef");
        assertThat(components.at("/ArtifactRef/properties/sha256/pattern").asText())
                .isEqualTo("^[0-9a-f]{64}$");
        assertThat(components.has("AuditPlan")).isFalse();
        assertThat(json(calls.get("/api/schema/audit-record")).at("/properties/outcome/anyOf"))
                .as("one for every verdict")
                .hasSameSizeAs(Verdict.values());
        assertThat(calls.get("/api/schema/audit-event").statusCode()).isEqualTo(200);
        refused(404, calls.get("/api/schema/nothing"), "");
    }

    /** A schema without what it says of numbers for those who make types of it. */
    private static JsonNode bounds(JsonNode schema) {
        schema.findParents("format").forEach(each -> ((ObjectNode) each).remove("format"));
        return schema;
    }

    @Test
    void itsDataIsForItsOwnerOnly() throws IOException {
        finished(submit(request(1, 1)));
        try (Stream<Path> files = Files.walk(scratch.resolve("data"))) {
            assertThat(files.map(DoorsIT::rights).filter(rights -> !rights.matches("rw[-x]------ .*|rw------- ")))
                    .isEmpty();
        }
    }

    // of a file that is removed meanwhile nobody has any
    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)) + " "
                    + path;
        } catch (IOException e) {
            return "rw------- ";
        }
    }

    @Test
    void listsAuditsAPageAtATime() {
        String first = submit(request(1, 1));
        String second = submit(request(1, 1).replace("\"seed\": 1", "\"seed\": 2"));
        finished(first);
        finished(second);
        List<String> seen = new ArrayList<>();
        String next = "/api/audits?limit=1";
        while (!next.isEmpty()) {
            HttpResponse<String> page = calls.get(next);
            json(page).forEach(line -> seen.add(line.path("auditId").asText()));
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse("");
        }
        assertThat(seen).contains(first, second).isSorted().doesNotHaveDuplicates();
        List<String> whole = new ArrayList<>();
        json(calls.get("/api/audits"))
                .forEach(line -> whole.add(line.path("auditId").asText()));
        assertThat(whole).containsExactlyElementsOf(seen);
    }

    @Test
    void refusesBadInputAtTheBorderAndNamesIt() {
        refused(400, calls.post("/api/audits", "rubbish"), "JSON");
        refused(400, calls.post("/api/audits", "{}"), "clip");
        refused(400, calls.post("/api/audits", request(3, 2).replace("\"seed\"", "\"sede\"")), "sede");
        refused(400, calls.post("/api/audits", request(-1, 2)), "search.iterations");
        refused(404, calls.get("/api/audits/nobody"), "nobody");
        refused(404, calls.get("/api/audits/.hidden"), ".hidden");
        refused(404, calls.post("/api/audits/nobody/pause", ""), "nobody");
        refused(404, calls.post("/api/audits/nobody/rerun?fromStage=2", ""), "nobody");
        String audit = submit(request(3, 2).replace("\"right\"", "\"sideways\""));
        assertThat(finished(audit).path("status").asText()).isEqualTo("refused");
        assertThat(calls.get("/api/audits/" + audit).body()).contains("class-unknown", "sideways");
    }

    @Test
    void answersWithTheResultAndRerunsFromAStageToTheSameBits() {
        String audit = submit(request(3, 2));
        JsonNode view = finished(audit);
        assertThat(view.path("status").asText()).isIn("flipped", "not-flipped");
        HttpResponse<String> report = calls.get("/api/audits/" + audit + "/files/report.html");
        assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(report.body()).contains("<html");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "sandbox allow-scripts");
        assertThat(json(calls.get("/api/audits/" + audit + "/files/record.json"))
                        .path("auditId")
                        .asText())
                .isEqualTo(audit);
        refused(404, calls.get("/api/audits/" + audit + "/files/none.html"), "none.html");
        refused(409, calls.post("/api/audits/" + audit + "/pause", ""), "over");
        assertThat(json(calls.get("/api/audits/" + audit + "/loss-curve")).findValuesAsText("stage"))
                .containsExactly("1", "1", "1", "2", "2", "2");
        refused(404, calls.get("/api/audits/nobody/loss-curve"), "nobody");

        String again = json(calls.post("/api/audits/" + audit + "/rerun?fromStage=2", ""))
                .path("auditId")
                .asText();
        JsonNode repeated = finished(again);
        assertThat(again).isNotEqualTo(audit);
        assertThat(repeated.findValue("evidenceSha256")).isEqualTo(view.findValue("evidenceSha256"));
        assertThat(repeated.path("request").path("parent").path("auditId").asText())
                .isEqualTo(audit);
        assertThat(json(calls.get("/api/audits")).findValuesAsText("auditId")).contains(audit, again);
    }

    @Test
    void theSameIdempotencyKeyIsTheSameAudit() {
        assertThat(submit(request(1, 1), "once")).isEqualTo(submit(request(1, 1), "once"));
    }

    @Test
    void isPausedResumedShortenedAndStoppedByPeople() {
        String audit = submit(request(200, 2));
        String path = "/api/audits/" + audit;
        Audits.await(
                () -> json(calls.get(path)).path("update").path("iteration").asInt() > 2);
        JsonNode running = json(calls.get(path));
        assertThat(running.path("secondsLeft").asLong()).isPositive();
        assertThat(running.path("update").path("targetProbability").asDouble()).isBetween(0.0, 1.0);

        assertThat(json(calls.post(path + "/pause", "")).path("paused").asBoolean())
                .isTrue();
        refused(409, calls.post(path + "/pause", ""), "paused");
        assertThat(json(calls.get(path)).path("status").asText()).isEqualTo("paused");
        assertThat(json(calls.post(path + "/resume", "")).path("paused").asBoolean())
                .isFalse();
        refused(409, calls.post(path + "/resume", ""), "paused");
        refused(400, calls.post(path + "/budget", "{\"iterations\": 0, \"denoisingSteps\": 2}"), "budget.iterations");
        assertThat(calls.post(path + "/budget", "{\"iterations\": 150, \"denoisingSteps\": 2}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(calls.post(path + "/stop", "").statusCode()).isEqualTo(200);
        assertThat(finished(audit).path("status").asText()).isIn("flipped", "not-flipped");
    }

    @Test
    void isCancelledWithAReasonThatTheRecordKeeps() {
        String audit = submit(request(201, 2));
        String path = "/api/audits/" + audit;
        Audits.await(
                () -> json(calls.get(path)).path("update").path("iteration").asInt() > 2);
        assertThat(calls.post(path + "/cancel?reason=wrong+clip", "").statusCode())
                .isEqualTo(202);
        assertThat(finished(audit).path("status").asText()).isEqualTo("cancelled");
        assertThat(calls.get(path).body()).contains("wrong clip");
    }

    @Test
    void theCommandsSayTheSame() {
        String audit = submit(request(2, 1));
        assertThat(command(0, "watch", audit)).contains("the written clip is called");
        assertThat(command(0, "show", audit)).contains("\"targetClass\" : \"right\"");
        assertThat(command(0, "list")).contains(audit);
        assertThat(command(0, "list", "--limit", "1")).contains("flipside list --page ", "--all");
        assertThat(command(2, "show", "nobody")).contains("nobody").doesNotContain("Exception");
    }

    @Test
    void submitTakesModelsByTheirNamesInTheLibrary() {
        String audit = command(
                        0,
                        "submit",
                        clipFile.toString(),
                        "--target",
                        "right",
                        "--generator",
                        "own-generator",
                        "--classifier",
                        "own-classifier",
                        "--iterations",
                        "1",
                        "--steps",
                        "1")
                .strip();
        JsonNode view = finished(audit);
        assertThat(view.path("status").asText()).isIn("flipped", "not-flipped", "not-valid");
        assertThat(view.path("request").path("generator").asText()).isEqualTo("own-generator");
        assertThat(view.path("request").path("classifier").asText()).isEqualTo("own-classifier");
        assertThat(command(2, "submit", clipFile.toString(), "--target", "right", "--generator", "nobodys"))
                .contains("nobodys")
                .doesNotContain("Exception");
    }

    /** In the folder where {@code serve} looks by itself: beside its data. */
    private static void addToLibrary(String name, String model) {
        run(
                0,
                "-Dflipside.library=" + scratch.resolve("flipside-library"),
                List.of(
                        "models",
                        "add",
                        name,
                        Path.of(System.getProperty("flipside.home"))
                                .resolve("embedded/models")
                                .resolve(model)
                                .toString()));
    }

    private static String command(int status, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--server", calls.address()));
        return run(status, "-Dflipside.library=" + scratch.resolve("nothing"), line);
    }

    private static String run(int status, String setting, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dflipside.home=" + System.getProperty("flipside.home"),
                setting,
                "-jar",
                System.getProperty("flipside.jar")));
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isEqualTo(status);
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String request(int iterations, int steps) {
        return """
                {"clip": %s, "targetClass": "right", "seed": 1,
                 "search": {"iterations": %d, "denoisingSteps": %d, "confidence": 0},
                 "policies": {"checkpointSeconds": 0}}
                """
                .formatted(clip, iterations, steps);
    }

    private static String submit(String request) {
        return json(calls.post("/api/audits", request)).path("auditId").asText();
    }

    private static String submit(String request, String key) {
        return json(calls.ask(HttpRequest.newBuilder(calls.at("/api/audits"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(request))))
                .path("auditId")
                .asText();
    }

    private static JsonNode finished(String audit) {
        JsonNode[] view = new JsonNode[1];
        Audits.await(() -> {
            view[0] = json(calls.get("/api/audits/" + audit));
            return !view[0].path("status").asText().matches("running|paused");
        });
        return view[0];
    }

    private static void refused(int status, HttpResponse<String> answer, String named) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(named).doesNotContain("Exception", "at io.");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
