package io.flipside.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign through its doors, on a service that forgets its workflows and is killed in the middle. */
class CampaignsIT {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/api/audits");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DATA_SEED = 7;
    private static final String COLUMNS =
            "clip,target,seed,plan.budget.iterations,plan.schedule.denoisingSteps,plan.stop.confidence\n";
    private static final int LIMIT = 20;

    @TempDir
    Path scratch;

    private WorkerProcess serve(String log) {
        return WorkerProcess.start(
                        ModelShelves.with(
                                scratch.resolve("models"),
                                Map.of(
                                        "flipside.temporal.binary",
                                        "none",
                                        "flipside.campaign.rows",
                                        Integer.toString(LIMIT))),
                        scratch.resolve(log),
                        "--data",
                        scratch.resolve("data").toString())
                .awaitReady();
    }

    private static ServerCalls calls(WorkerProcess serve) {
        Matcher address = ADDRESS.matcher(serve.text());
        assertThat(address.find()).as(serve.text()).isTrue();
        return new ServerCalls(address.group(1));
    }

    @Test
    void everyRowIsAuditedOnceThoughTheServiceIsKilledAndForgets() throws Exception {
        ModelShelves.thumbnail(scratch.resolve("models"));
        Path clips = Files.createDirectories(scratch.resolve("clips"));
        ShapeMovingFiles.write(clips, ShapeMovingProfile.SMALL, DATA_SEED, LongStream.of(1), ClipFormat.LOSSLESS);
        String campaign;
        try (WorkerProcess first = serve("first.log")) {
            ServerCalls calls = calls(first);
            badRowsAndTooManyAreRefused(calls);
            campaign = submitted(calls, clips);
            assertThat(json(calls.post(path(campaign, "/pause"), ""))
                            .path("status")
                            .asText())
                    .isEqualTo("paused");
            addedAndDropped(calls, campaign);
            thePageIsThereBeforeTheEnd(calls, campaign);
            assertThat(json(calls.post(path(campaign, "/resume"), ""))
                            .path("status")
                            .asText())
                    .isEqualTo("running");
            Audits.await(() -> ended(calls, campaign) >= 1);
            first.kill();
        }
        try (WorkerProcess second = serve("second.log")) {
            ServerCalls calls = calls(second);
            Audits.await(() -> view(calls, campaign).path("status").asText().equals("completed"));
            everyRowIsThereOnce(calls, campaign);
            pageIsServed(calls, campaign);
            severalAnswersAreOneRequest(calls, campaign);
            second.terminate();
        }
    }

    private static String path(String campaign, String rest) {
        return "/api/campaigns/" + campaign + rest;
    }

    private static JsonNode view(ServerCalls calls, String campaign) {
        return json(calls.get(path(campaign, "")));
    }

    private static int ended(ServerCalls calls, String campaign) {
        return view(calls, campaign).path("progress").path("ended").asInt();
    }

    /** A row for a class that there is not, and one that is dropped before it begins. */
    private static void addedAndDropped(ServerCalls calls, String campaign) throws IOException {
        String clip = table(calls.get(path(campaign, "/results")).body()).get(0).get("clip");
        String more = COLUMNS + (clip + ",sideways,1,2,1,0\n").repeat(2);
        HttpResponse<String> forecast = manifest(calls, "/api/campaigns/forecast", more);
        assertThat(json(forecast).path("planned").asInt()).as(forecast.body()).isEqualTo(2);
        assertThat(json(forecast).path("updates").asInt()).isEqualTo(4);
        HttpResponse<String> added = manifest(calls, path(campaign, "/rows"), more);
        assertThat(json(added).path("rows").asInt()).as(added.body()).isEqualTo(6);
        assertThat(json(manifest(calls, path(campaign, "/rows"), more))
                        .path("rows")
                        .asInt())
                .isEqualTo(6);
        assertThat(calls.post(path(campaign, "/drop?rows=6"), "").statusCode()).isEqualTo(200);
        assertThat(calls.post(path(campaign, "/drop?rows=7"), "").body()).contains("there is no row 7");
    }

    private static void badRowsAndTooManyAreRefused(ServerCalls calls) {
        HttpResponse<String> bad = manifest(
                calls, "/api/campaigns", COLUMNS + "s3://flipside/none,left,1,2,1,0\ns3://others/c,left,1,2,1,0\n");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(json(bad).path("rows").findValuesAsText("line")).containsExactly("2", "3");
        HttpResponse<String> many =
                manifest(calls, "/api/campaigns", COLUMNS + "s3://flipside/none,left,1,2,1,0\n".repeat(LIMIT + 1));
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("21 rows", "at most 20");
        assertThat(json(calls.get("/api/campaigns"))).isEmpty();
        assertThat(calls.get("/api/campaigns/nobody").statusCode()).isEqualTo(404);
        assertThat(calls.get("/q/openapi").body()).contains("/api/campaigns/{id}/results:");
        assertThat(calls.get("/api/schema/campaign-event").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> manifest(ServerCalls calls, String path, String manifest) {
        String ref = calls.ask(HttpRequest.newBuilder(calls.at("/api/inputs?name=rows.csv"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(manifest)))
                .body();
        return calls.post(path, "{\"manifest\": " + ref + "}");
    }

    private void everyRowIsThereOnce(ServerCalls calls, String campaign) throws IOException {
        List<CSVRecord> table = table(calls.get(path(campaign, "/results")).body());
        assertThat(table)
                .extracting(row -> row.get("target"))
                .containsExactly("up", "down", "left", "right", "sideways", "sideways");
        List<CSVRecord> judged =
                table.stream().filter(row -> row.get("updates").equals("2")).toList();
        assertThat(judged).hasSize(3).allSatisfy(row -> {
            assertThat(row.get("verdict")).isIn("flipped", "not-flipped");
            assertThat(row.get("ssim")).isNotBlank();
        });
        assertThat(table)
                .filteredOn(row -> !judged.contains(row))
                .extracting(row -> row.get("verdict") + " " + row.get("reason"))
                .containsExactly("refused target-is-prediction", "refused class-unknown", "dropped ");
        List<String> audits =
                table.stream().limit(5).map(row -> row.get("audit")).toList();
        assertThat(json(calls.get("/api/audits")).findValuesAsText("auditId"))
                .containsExactlyInAnyOrderElementsOf(audits);
        toldOnce(campaign, audits);
    }

    /** What was told: of each audit one end, of the campaign its beginning and its end; repeats being equal. */
    private void toldOnce(String campaign, List<String> audits) throws IOException {
        String bootstrap = Files.readAllLines(scratch.resolve("data/addresses.properties")).stream()
                .filter(line -> line.startsWith("flipside.kafka.bootstrap.servers="))
                .map(line -> line.replaceFirst(".*?=", "").replace("\\", ""))
                .findFirst()
                .orElseThrow();
        assertThat(PublishedEvents.of(bootstrap, campaign))
                .containsExactlyInAnyOrder(campaign + "/accepted", campaign + "/completed");
        for (String audit : audits) {
            assertThat(PublishedEvents.of(bootstrap, audit))
                    .filteredOn(id -> id.endsWith("/completed") || id.endsWith("/refused"))
                    .hasSize(1);
        }
    }

    private static void pageIsServed(ServerCalls calls, String campaign) {
        HttpResponse<String> page = calls.get(path(campaign, "/files/campaign.html"));
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(page.body()).contains("bttf", "data:image/png;base64,", "class-unknown");
        assertThat(calls.post(path(campaign, "/pause"), "").statusCode()).isEqualTo(409);
        assertThat(calls.get(path(campaign, "/files/none.html")).statusCode()).isEqualTo(404);
    }

    private static void thePageIsThereBeforeTheEnd(ServerCalls calls, String campaign) {
        HttpResponse<String> page = calls.get(path(campaign, "/files/campaign.html"));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("not ended");
        assertThat(json(calls.get(path(campaign, "/files/findings.json")))
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    /** Through the door of audits, for the clip of the campaign; too many are refused there. */
    private static void severalAnswersAreOneRequest(ServerCalls calls, String campaign) throws IOException {
        String audit = table(calls.get(path(campaign, "/results")).body()).stream()
                .filter(row -> row.get("updates").equals("2"))
                .findFirst()
                .orElseThrow()
                .get("audit");
        ObjectNode request =
                (ObjectNode) json(calls.get("/api/audits/" + audit)).path("request");
        String former = request.toString();
        HttpResponse<String> many =
                calls.post("/api/audits", request.put("answers", 17).toString());
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(json(many).path("field").asText()).isEqualTo("answers");
        JsonNode asked =
                json(calls.post("/api/audits", request.put("answers", 2).toString()));
        String several = asked.path("campaignId").asText();
        assertThat(asked.path("rows").asInt()).isEqualTo(2);
        assertThat(former).doesNotContain("answers");
        Audits.await(() -> view(calls, several).path("status").asText().equals("completed"));
        JsonNode question = json(calls.get(path(several, "/files/answers.json")))
                .path("questions")
                .get(0);
        assertThat(question.path("answers").findValuesAsText("place")).containsExactly("1", "2");
        assertThat(question.path("answers").findValuesAsText("seed")).containsExactlyInAnyOrder("1", "2");
        assertThat(question.path("diversity").path("name").asText()).isEqualTo("pixelDiversity");
        for (String each : question.path("answers").findValuesAsText("audit")) {
            assertThat(calls.get("/api/audits/" + each + "/files/record.json").statusCode())
                    .isEqualTo(200);
        }
        assertThat(calls.get(path(several, "/files/campaign.html")).body())
                .contains("Several answers", "files/report.html");
    }

    private static List<CSVRecord> table(String csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(csv, format)) {
            return parser.getRecords();
        }
    }

    /** By the command line: a row for each class, one of which the clip is called already. */
    private static String submitted(ServerCalls calls, Path clips) throws IOException, InterruptedException {
        return command(
                        calls,
                        "--clips",
                        clips.toString(),
                        "--every-other-class",
                        "--window",
                        "1",
                        "--run-all",
                        "--iterations",
                        "2",
                        "--steps",
                        "1")
                .strip();
    }

    private static String command(ServerCalls calls, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dflipside.home=" + System.getProperty("flipside.home"),
                "-jar",
                System.getProperty("flipside.jar"),
                "campaign",
                "submit",
                "--server",
                calls.address()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
