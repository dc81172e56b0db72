package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditIds;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.ExplainProgress;
import io.flipside.explain.ExplainRequest;
import io.flipside.local.ExplainJob;
import io.flipside.record.AuditKeys;
import io.flipside.record.SearchProgress;
import io.flipside.request.RequestReader;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.store.ArtifactStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request, asked at every door: what is written of it is the same. */
class FourDoorsIT {
    private static final Path HOME = Path.of(System.getProperty("flipside.home"));
    private static final Path MODELS = HOME.resolve("embedded/models");
    /** What {@code flipside demo} shows. */
    private static final long CLIP = 59;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In a record: when, and for how long. */
    private static final List<String> TIMES = List.of("startedMillis", "endedMillis", "seconds");
    /** Of the result's files these two say the audit's id and how long it searched, so their bytes are their own. */
    private static final List<String> WITH_ID_AND_TIMES = List.of("result.json", "report.html");

    @TempDir
    Path scratch;

    /** What is kept of an audit, but for ids and times. */
    private record Left(JsonNode result, JsonNode record) {
        static Left of(byte[] resultJson, byte[] recordJson) throws IOException {
            ObjectNode result = (ObjectNode) JSON.readTree(resultJson);
            String audit = JSON.readTree(recordJson).path("auditId").asText();
            String text = new String(recordJson, StandardCharsets.UTF_8);
            ObjectNode record = (ObjectNode) JSON.readTree(text.replace("/audits/" + audit + "/", "/audits/ID/"));
            record.remove(TIMES).remove(List.of("auditId", "asks"));
            record.path("stages").forEach(stage -> ((ObjectNode) stage).without(TIMES));
            JsonNode files = record.path("outcome").path("evaluation").path("files");
            WITH_ID_AND_TIMES.forEach(name -> ((ObjectNode) files.path(name)).without(List.of("sha256", "bytes")));
            return new Left(result.without(List.of("audit", "searchSeconds")), record);
        }

        static Left in(Path folder) throws IOException {
            return of(
                    Files.readAllBytes(folder.resolve("result.json")),
                    Files.readAllBytes(folder.resolve(AuditKeys.RECORD)));
        }
    }

    @Test
    void theSameRequestLeavesTheSameResultAndRecordAtEveryDoorButForIdsAndTimes() throws Exception {
        Left shown = demo();
        String target = shown.result().path("targetClass").asText();
        Path clip = ShapeMovingFiles.write(
                        scratch, ShapeMovingProfile.SMALL, 7, LongStream.of(test(CLIP)), ClipFormat.LOSSLESS)
                .get(0);
        try (EmbeddedProcess embedded = EmbeddedProcess.start(HOME, scratch.resolve("data"));
                ArtifactStore store = TestSettings.store(embedded.settings());
                AuditService service = AuditService.start(TestSettings.of(embedded.settings(), Role.all(), scratch))) {
            AuditDesk desk = service.desk();
            ArtifactRef ref = desk.files().upload(Files.readAllBytes(clip), clip.toString(), "video/x-matroska");
            String request =
                    """
                    {"clip": {"uri": "%s", "sha256": "%s", "bytes": %d, "mediaType": "video/x-matroska"},
                     "targetClass": "%s",
                     "plan": {"budget": {"iterations": 1}, "schedule": {"denoisingSteps": 1}, "stop": {"confidence": 0}}}
                    """
                            .formatted(ref.uri(), ref.sha256(), ref.bytes(), target);
            Audits audits = new Audits(desk, store, Audits.plan(1, 1));
            String asked =
                    desk.control().submit(RequestReader.read(request.getBytes(StandardCharsets.UTF_8)), "four-doors");
            RequestEvents.send(
                    String.valueOf(embedded.settings().get("flipside.kafka.bootstrap.servers")),
                    List.of(RequestEvents.event("four-doors", request)));
            String told = AuditIds.of(RequestEvents.SOURCE, "four-doors");
            audits.await(asked);
            Audits.await(() -> desk.files().file(told, AuditKeys.RECORD).isPresent());
            Left overHttp = left(desk, asked);
            assertThat(overHttp.record().path("stages")).isNotEmpty();
            same(left(desk, told), overHttp);
            same(explained(clip, ref, target), overHttp);
            same(shown, overHttp);
        }
    }

    private static void same(Left left, Left other) {
        assertThat(left.result()).isEqualTo(other.result());
        assertThat(left.record()).isEqualTo(other.record());
    }

    private static long test(long number) {
        return io.flipside.shapes.ShapeMovingSplit.TEST
                .indices(7)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private static Left left(AuditDesk desk, String audit) throws IOException {
        return Left.of(file(desk, audit, "result.json"), file(desk, audit, AuditKeys.RECORD));
    }

    private static byte[] file(AuditDesk desk, String audit, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        desk.files().copy(desk.files().file(audit, name).orElseThrow(), out);
        return out.toByteArray();
    }

    private Left explained(Path clip, ArtifactRef ref, String target) throws IOException {
        // the name by which the store of the others has it
        Path named =
                Files.copy(clip, scratch.resolve(ref.key().substring(ref.key().lastIndexOf('/') + 1)));
        Path out = scratch.resolve("explained");
        new ExplainJob(InstantSource.system(), ComputeSettings.DEFAULT)
                .run(
                        new ExplainRequest(
                                named,
                                target,
                                MODELS.resolve("classifiers/tiny"),
                                MODELS.resolve("generators/tiny"),
                                Optional.empty(),
                                Presets.of("tiny")
                                        .with(Stop.RUN_ALL, new Redraws(0, 12))
                                        .with(new Budget(1, 1)),
                                1,
                                out),
                        new ExplainProgress() {
                            @Override
                            public void step(String name) {}

                            @Override
                            public void update(SearchProgress update, int done, int most) {}
                        });
        return Left.in(out);
    }

    private Left demo() throws IOException, InterruptedException {
        Path out = scratch.resolve("demo");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dflipside.home=" + HOME,
                        "-jar",
                        System.getProperty("flipside.jar"),
                        "demo",
                        "--iterations",
                        "1",
                        "--steps",
                        "1",
                        "--run-all",
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("demo.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(scratch.resolve("demo.log")))
                .isZero();
        return Left.in(out);
    }
}
