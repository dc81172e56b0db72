package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * What the test of the page asks of the service beside it.
 *
 * @param calls to the service
 * @param scratch folder for clips
 */
record PageRequests(ServerCalls calls, Path scratch) {
    String ask(int updates, String target) {
        HttpResponse<String> started = calls.post(
                "/api/audits",
                ("{\"clip\": %s, \"targetClass\": \"%s\", \"plan\": {\"budget\": {\"iterations\": %d},"
                                + " \"schedule\": {\"denoisingSteps\": 2}, \"stop\": {\"confidence\": 0}}}")
                        .formatted(clip(), target, updates));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return TestJson.read(started.body()).path("auditId").asText();
    }

    private String clip() {
        Path file = ShapeMovingFiles.write(scratch, ShapeMovingProfile.SMALL, 7, LongStream.of(1), ClipFormat.LOSSLESS)
                .get(0);
        return upload("clip.mkv", HttpRequest.BodyPublishers.ofByteArray(bytes(file)));
    }

    String campaign() {
        String clip = TestJson.read(clip()).path("uri").asText();
        String rows = "clip,target,plan.budget.iterations,plan.schedule.denoisingSteps,plan.stop.confidence\n" + clip
                + ",right,1,1,0\n";
        String manifest = upload("rows.csv", HttpRequest.BodyPublishers.ofString(rows));
        HttpResponse<String> started = calls.post("/api/campaigns", "{\"manifest\": " + manifest + "}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return TestJson.read(started.body()).path("campaignId").asText();
    }

    private String upload(String name, HttpRequest.BodyPublisher body) {
        return calls.ask(HttpRequest.newBuilder(calls.at("/api/inputs?name=" + name))
                        .header("Content-Type", "application/octet-stream")
                        .POST(body))
                .body();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
