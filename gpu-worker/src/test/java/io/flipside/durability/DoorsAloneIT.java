package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.desk.AuditView;
import io.flipside.record.AuditStatus;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application of the doors: it has no model's code, and needs none. */
class DoorsAloneIT {
    private static final Path DOORS = Path.of(System.getProperty("flipside.doors.jar"));

    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/api/audits");
    private static final String ANY_REQUEST =
            """
            {"clip": {"uri": "s3://flipside/inputs/nowhere.mkv", "sha256": "%s", "bytes": 1}, "targetClass": "up"}"""
                    .formatted("0".repeat(64));

    @TempDir
    Path scratch;

    @Test
    void theRolesApiAndWorkflowRunAnAuditWithNoModelsCodeOnTheirPath() throws IOException {
        try (Stream<Path> files = Files.walk(DOORS.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("ai.djl")
                            || name.startsWith("org.bytedeco")
                            || name.contains("bttf")
                            || name.contains("activities"));
        }
        try (EmbeddedProcess embedded =
                        EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
                ArtifactStore store = TestSettings.store(embedded.settings());
                WorkerProcess doors = WorkerProcess.of(
                                DOORS,
                                embedded.settings(),
                                scratch.resolve("doors.log"),
                                "--roles",
                                "api,workflow",
                                "--data",
                                scratch.resolve("doors").toString())
                        .awaitReady();
                AuditService steps =
                        AuditService.start(TestSettings.of(embedded.settings(), Set.of(Role.CPU, Role.GPU), scratch))) {
            assertThat(Files.readString(environment())).contains("PATH=").doesNotContain("GOMP_SPINCOUNT");
            Audits audits = new Audits(steps.desk(), store, Audits.plan(1, 1));
            String audit = steps.desk().control().submit(audits.request(scratch, 0), "doors-alone");
            assertThat(audits.await(audit).judged()).isPresent();
            AuditView view = steps.desk().results().show(audit);
            assertThat(view.status()).isIn(AuditStatus.FLIPPED, AuditStatus.NOT_FLIPPED);
            assertThat(doors.isAlive()).isTrue();
        }
    }

    /** Of the embedded services: nothing of ours that they do not need, for others of it may be secret. */
    private static Path environment() {
        assertThat(System.getenv()).containsKey("GOMP_SPINCOUNT");
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch("io.flipside.embedded.EmbeddedMain"::equals))
                .map(child -> Path.of("/proc", Long.toString(child.pid()), "environ"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPlanThatNoWorkerAnswersIsToBeAskedForLater() throws IOException, InterruptedException {
        try (EmbeddedProcess embedded =
                        EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
                WorkerProcess doors = WorkerProcess.of(
                                DOORS,
                                embedded.settings(),
                                scratch.resolve("alone.log"),
                                "--roles",
                                "api,workflow",
                                "--data",
                                scratch.resolve("doors").toString())
                        .awaitReady()) {
            Matcher address = ADDRESS.matcher(doors.text());
            assertThat(address.find()).as(doors.text()).isTrue();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address.group(1) + "/api/plans"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(ANY_REQUEST))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("no worker", "'tiny'").doesNotContain("Exception");
        }
    }

    @Test
    void aRoleThatNeedsAModelsCodeIsRefusedWithWhatThereIs() throws IOException {
        try (EmbeddedProcess embedded =
                        EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
                WorkerProcess doors = WorkerProcess.of(
                        DOORS, embedded.settings(), scratch.resolve("refused.log"), "--roles", "gpu")) {
            Audits.await(() -> !doors.isAlive());
            assertThat(doors.text()).startsWith("error: ").contains("roles are api, workflow and controller");
        }
    }
}
