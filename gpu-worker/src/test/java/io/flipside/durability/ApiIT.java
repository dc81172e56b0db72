package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.flipside.client.FlipsideClient;
import io.flipside.client.ProblemException;
import io.flipside.client.model.ArtifactRef;
import io.flipside.client.model.AuditLine;
import io.flipside.client.model.AuditRequest;
import io.flipside.client.model.AuditRequestPlan;
import io.flipside.client.model.AuditRequestPlanBudget;
import io.flipside.client.model.AuditStatus;
import io.flipside.client.model.AuditView;
import io.flipside.client.model.CampaignRequest;
import io.flipside.client.model.FileLink;
import io.flipside.client.model.UpdateLine;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as programs use it: by its description, and by the client that is made of that. */
class ApiIT {
    private static final Path DESCRIPTION = Path.of("../docs/openapi.yaml");
    private static final Path CLIP = Path.of("../control/src/main/resources/io/flipside/page/demo.mkv");
    private static final String WRITE = "flipside.openapi.write";

    @TempDir
    static Path scratch;

    private static GuardedService service;

    @BeforeAll
    static void start() throws Exception {
        service = GuardedService.start(scratch, "api,workflow,cpu,gpu");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static FlipsideClient as(String who) {
        return FlipsideClient.at(
                service.address(),
                () -> Optional.ofNullable(service.callers().tokens().get(who)));
    }

    private static AuditRequest request(ArtifactRef clip, long seed) {
        return new AuditRequest()
                .clip(clip)
                .targetClass("up")
                .seed(seed)
                .plan(new AuditRequestPlan()
                        .budget(new AuditRequestPlanBudget().iterations(2).inversionIterations(1)));
    }

    /** Writes the file anew with -Dflipside.openapi.write=true. */
    @Test
    void theDescriptionThatIsKeptIsTheOneThatTheServiceGives() throws Exception {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        String served = service.callers()
                .call("reader", service.address(), "GET", "/q/openapi", "")
                .body();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DESCRIPTION, served);
        }
        assertThat(yaml.readTree(Files.readString(DESCRIPTION)))
                .as(
                        "%s is not what the resources say. Write it anew: ./mvnw -Dquick -pl gpu-worker -am verify "
                                + "-Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ApiIT "
                                + "-Dfailsafe.failIfNoSpecifiedTests=false -D%s=true",
                        DESCRIPTION, WRITE)
                .isEqualTo(yaml.readTree(served));
    }

    @Test
    void anAuditIsAskedForAwaitedAndReadByTheClient() throws Exception {
        FlipsideClient client = as("auditor");
        ArtifactRef clip = client.upload(CLIP);
        String id = client.audits().submitAudit(request(clip, 1), "once").getAuditId();
        assertThat(client.audits().submitAudit(request(clip, 1), "once").getAuditId())
                .isEqualTo(id);

        AuditView view = client.await(id);
        assertThat(view.getStatus()).isIn(AuditStatus.FLIPPED, AuditStatus.NOT_FLIPPED, AuditStatus.NOT_VALID);
        assertThat(view.getRequest().getClip()).isEqualTo(clip);
        assertThat(view.getOutcome().getEvaluation().getFiles()).containsKey("report.html");
        assertThat(client.audits().auditLossCurve(id))
                .isNotEmpty()
                .extracting(UpdateLine::getLoss)
                .doesNotContainNull();
        try (InputStream record = client.audits().auditFile(id, "record.json")) {
            JsonNode read = new ObjectMapper().readTree(record);
            assertThat(read.path("asks").findValuesAsText("who")).containsExactly("token:auditor");
        }
        reads(client.audits().auditFileLink(id, "report.html", 60), view);
    }

    /** A link is read without a token, from the store. */
    private static void reads(FileLink link, AuditView view) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(link.getUrl())).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat((long) answer.body().length)
                .isEqualTo(view.getOutcome()
                        .getEvaluation()
                        .getFiles()
                        .get("report.html")
                        .getBytes());
        assertThat(link.getExpiresAt())
                .isBetween(
                        OffsetDateTime.now().plusSeconds(10),
                        OffsetDateTime.now().plusSeconds(61));
    }

    @Test
    void aListIsPagedThroughToItsEnd() throws Exception {
        FlipsideClient client = as("auditor");
        ArtifactRef clip = client.upload(CLIP);
        List<String> ids = LongStream.range(10, 13)
                .mapToObj(seed -> client.audits()
                        .submitAudit(request(clip, seed), "page-" + seed)
                        .getAuditId())
                .toList();
        Audits.await(() -> listed().containsAll(ids)); // an audit is listed when its first step is done
        assertThat(listed()).doesNotHaveDuplicates().isSorted();
        ids.forEach(id -> client.audits().cancelAudit(id, "enough"));
    }

    /** Every audit, two a page. */
    private static List<String> listed() {
        return as("reader")
                .audits()
                .listAudits(null, 2, null)
                .andBehind()
                .map(AuditLine::getAuditId)
                .toList();
    }

    @Test
    void whatIsRefusedIsATypedProblem() throws Exception {
        FlipsideClient client = as("auditor");
        problem(400, "invalid-field", () -> client.audits().submitAudit(new AuditRequest(), null));
        problem(404, "audit-not-found", () -> client.audits().showAudit("nobody"));
        problem(404, "campaign-not-found", () -> client.campaigns().showCampaign("nobody"));
        problem(404, "audit-not-found", () -> client.audits().auditFileLink("nobody", "report.html", null));
        problem(403, "role-may-not", () -> as("reader").audits().pauseAudit("nobody"));
        problem(401, "unknown-caller", () -> as("anybody").audits().listAudits(null, null, null));
        ArtifactRef manifest = client.upload("rows.csv", "clip,target\nnowhere,up\n".getBytes(StandardCharsets.UTF_8));
        ProblemException bad = problem(400, "bad-manifest", () -> client.campaigns()
                .submitCampaign(new CampaignRequest().manifest(manifest), null));
        assertThat(bad.problem().getRows()).hasSize(1);
        assertThat(bad.problem().getRows().get(0).getLine()).isEqualTo(2);
    }

    private static ProblemException problem(int status, String kind, ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.problem().getTitle()).isNotEmpty();
        assertThat(problem.getMessage()).endsWith(".");
        return problem;
    }
}
